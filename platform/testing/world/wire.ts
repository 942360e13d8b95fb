import { Socket } from 'node:net'
import pg from 'pg'
import { clientConfig, parseAddress } from '../../store/connection.ts'
import { type Answer, Answers } from './answers.ts'
import { type Prepared, Requests } from './requests.ts'

/**
 * A connection for one question at a time, all of it prepared statements. `pg` opens it and leaves the socket to this:
 * a world asks thousands of short questions a second, and most of what `pg` does for each is the same each time.
 */
export class Wire {
  readonly #client: pg.Client
  readonly #socket: Socket
  readonly #statements = new Map<string, Prepared>()
  readonly #requests = new Requests()
  readonly #answers: Answers
  #told: ((answer: Answer) => void) | undefined

  private constructor(client: pg.Client, socket: Socket, listen: (hear: (read: Buffer) => void) => void) {
    this.#client = client
    this.#socket = socket
    this.#answers = new Answers((answer) => this.#tell(answer))
    listen((read) => this.#answers.read(read))
    socket.once('close', () => this.#tell({ error: new Error('Connection terminated unexpectedly') }))
  }

  /** With server settings of its own. */
  static async open(url: string, settings: Readonly<Record<string, string>>): Promise<Wire> {
    // As long as `pg` opens it, what comes is for `pg`.
    let hear = (read: Buffer): void => void socket.emit('data', Buffer.from(read))
    const socket: Socket = new Socket({
      onread: {
        buffer: Buffer.allocUnsafe(READ_BYTES),
        callback(size, { buffer, byteOffset }) {
          hear(Buffer.from(buffer, byteOffset, size))
          return true
        },
      },
    })
    const client = new pg.Client({ ...clientConfig(parseAddress(url), settings), stream: () => socket })
    client.on('error', () => {})
    await client.connect()
    return new Wire(client, socket, (own) => {
      hear = own
    })
  }

  /** Runs a statement. `before` go on the same way before it; they have no values, and nobody reads their answers. */
  ask(text: string, values: readonly unknown[] = [], before: readonly string[] = NONE): Promise<Answer> {
    if (this.#told) throw new Error('the last question has not been answered yet')
    const last = this.#prepared(text)
    const asked = before.length === 0 ? [last] : [...before.map((each) => this.#prepared(each)), last]
    for (const statement of asked) this.#requests.add(statement, statement === last ? values : NONE)
    this.#answers.expect(asked)
    return new Promise((resolve) => {
      this.#told = resolve
      this.#socket.write(this.#requests.take())
    })
  }

  async end(): Promise<void> {
    await this.#client.end()
  }

  #prepared(text: string): Prepared {
    let statement = this.#statements.get(text)
    if (!statement) {
      statement = { text, name: `s${this.#statements.size}`, known: false, columns: [] }
      this.#statements.set(text, statement)
    }
    return statement
  }

  #tell(answer: Answer): void {
    const told = this.#told
    this.#told = undefined
    told?.(answer)
  }
}

/** Whatever is larger comes in pieces. */
const READ_BYTES = 65_536
const NONE: readonly never[] = []
