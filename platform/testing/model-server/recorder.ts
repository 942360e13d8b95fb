import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came. */
export interface Arrival {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

export interface ReceivedRequest<Question> extends Omit<Arrival, 'text' | 'query'> {
  /** The parsed body of a question; undefined for other requests. */
  readonly body: Question | undefined
  /** How it ended: answered to the last byte, or cut by either side. */
  readonly ended: Promise<'answered' | 'cut'>
}

/** A fake of an outside system on loopback, as a test sees it. */
export interface Recorder<Question> extends AsyncDisposable {
  /** `http://127.0.0.1:4010` */
  readonly origin: string
  readonly requests: readonly ReceivedRequest<Question>[]
  /** Resolves with the request number `count`, from 1, once it is there. */
  arrived(count: number): Promise<ReceivedRequest<Question>>
  /** Forgets the requests. */
  forget(): void
  close(): Promise<void>
}

export interface RecorderOptions<Question> {
  /** 0 takes any free port. */
  readonly port: number
  /** The question of a request that has one. */
  readonly question: (arrival: Arrival) => Question | undefined
  readonly answer: (arrival: Arrival, question: Question | undefined, response: ServerResponse) => void | Promise<void>
}

/** Listens, and puts each request on record before it is answered. */
export async function startRecorder<Question>({
  port,
  question,
  answer,
}: RecorderOptions<Question>): Promise<Recorder<Question>> {
  const requests: ReceivedRequest<Question>[] = []
  const waiting: { count: number; resolve: (request: ReceivedRequest<Question>) => void }[] = []

  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://fake')
    const { method = '', headers } = request
    const arrival = { method, path, query, headers, text: await bodyOf(request) }
    const body = question(arrival)
    const ended = new Promise<'answered' | 'cut'>((resolve) =>
      response.once('close', () => resolve(response.writableFinished ? 'answered' : 'cut')),
    )
    const received = { method, path, headers, body, ended }
    requests.push(received)
    for (const { resolve } of waiting.filter(({ count }) => count === requests.length)) resolve(received)
    await answer(arrival, body, response)
  })
  // Whoever asks here finds its connections still there, however long a busy machine made it wait.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    arrived(count) {
      const there = requests[count - 1]
      return there ? Promise.resolve(there) : new Promise((resolve) => waiting.push({ count, resolve }))
    },
    forget() {
      requests.length = 0
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The body as JSON. The caller's own request, as the protocol defines it; a test that sends something else learns it from its assertions. */
export function parsed<Question>({ text }: Arrival): Question | undefined {
  try {
    return JSON.parse(text) as Question
  } catch {
    return undefined
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
