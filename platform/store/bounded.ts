import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { type Deadline, late } from '../resilience/deadline.ts'
import { codeOf } from './start-error.ts'

/**
 * The database of one service, also within a deadline: then work that is too late is not begun, a transaction tells the
 * server how long a statement may take (`statement_timeout`) and does not commit when nobody waits for it any more, and a
 * statement under way is cancelled as soon as the deadline ends. Within no deadline, the pool's own timeouts hold.
 */
export class BoundedDatabase<T> {
  readonly db: Kysely<T>
  readonly #dialect: PostgresDialect
  readonly #driver: BoundedDriver
  readonly #deadlines = new WeakMap<DatabaseConnection, Deadline>()
  readonly #owner: pg.Pool

  /** `owner` has the connection that cancels the statements of others. */
  constructor(pool: pg.Pool, owner: pg.Pool) {
    const driver = new BoundedDriver(pool, this.#deadlines)
    this.#dialect = new (class extends PostgresDialect {
      override createDriver() {
        return driver
      }
    })({ pool })
    this.#driver = driver
    this.#owner = owner
    this.db = new Kysely<T>({ dialect: this.#dialect })
  }

  within(deadline: Deadline): Kysely<T> {
    const whole = this.db.getExecutor()
    const executor = whole.withConnectionProvider({
      provideConnection: (consumer) => {
        // Who has too little time for anything is better told at once than after he waited for a connection.
        if (deadline.expired) throw reasonOf(deadline)
        return whole.provideConnection((connection) => this.#use(connection, deadline, consumer))
      },
    })
    return new Kysely<T>({ config: { dialect: this.#dialect }, dialect: this.#dialect, driver: this.#driver, executor })
  }

  /** The connection is given back only when a cancellation has arrived: it must not meet the next one's statement. */
  async #use<R>(
    connection: DatabaseConnection,
    deadline: Deadline,
    consumer: (connection: DatabaseConnection) => Promise<R>,
  ): Promise<R> {
    if (deadline.expired) throw reasonOf(deadline)
    const { signal } = deadline
    let cancelling: Promise<unknown> | undefined
    const cancel = () => {
      cancelling = this.#cancel(connection)
    }
    this.#deadlines.set(connection, deadline)
    signal.addEventListener('abort', cancel, { once: true })
    try {
      return await consumer(connection)
    } catch (error) {
      throw codeOf(error) === CANCELED && deadline.expired ? reasonOf(deadline) : error
    } finally {
      signal.removeEventListener('abort', cancel)
      this.#deadlines.delete(connection)
      await cancelling
    }
  }

  /** Where it does not arrive, `statement_timeout` ends the statement. */
  async #cancel(connection: DatabaseConnection): Promise<void> {
    await connection.collectSessionInfo?.()
    const owner: DatabaseConnection = {
      executeQuery: async ({ sql }) => {
        await this.#owner.query(sql)
        return { rows: [] }
      },
      streamQuery: () => {
        throw new TypeError('only for statements')
      },
    }
    await connection.cancelQuery?.((send) => send(owner)).catch(() => undefined)
  }
}

class BoundedDriver extends PostgresDriver {
  readonly #deadlines: WeakMap<DatabaseConnection, Deadline>

  constructor(pool: pg.Pool, deadlines: WeakMap<DatabaseConnection, Deadline>) {
    // Without the pool's `Client`, which would open a connection for each cancellation.
    super({ pool: { connect: () => pool.connect(), end: () => pool.end(), options: {} } })
    this.#deadlines = deadlines
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const left = this.#deadlines.get(connection)?.remaining
    if (left === undefined || left >= LONGEST || settings.isolationLevel || settings.accessMode)
      return super.beginTransaction(connection, settings)
    // In one message: it costs no round trip.
    const limit = Math.max(1, Math.ceil(left))
    await connection.executeQuery(CompiledQuery.raw(`begin; set local statement_timeout to ${limit}`))
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const deadline = this.#deadlines.get(connection)
    if (deadline?.expired) throw reasonOf(deadline)
    await super.commitTransaction(connection)
  }
}

/** The pool's own `statement_timeout`, in milliseconds. */
const LONGEST = 30_000

/** query_canceled, by a request or by `statement_timeout`. */
const CANCELED = '57014'

const reasonOf = ({ signal }: Deadline): unknown => signal.reason ?? late()
