import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ChatRequest, completion, send } from './completion.ts'
import { errorBody, type Fault, inject } from './fault.ts'
import { sampleFor } from './sample.ts'
import { type Rule, script } from './script.ts'

/** What the model says: text, something that is sent as JSON, or a function of the request that gives either. */
export type Answer = string | object | ((request: ChatRequest) => string | object)

export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** The parsed body of a chat completion; undefined for other requests. */
  readonly body: ChatRequest | undefined
  /** How it ended: answered to the last byte, or cut by either side. */
  readonly ended: Promise<'answered' | 'cut'>
}

export interface FakeOpenAI extends AsyncDisposable {
  /** The base URL, e.g. `http://127.0.0.1:4010/v1`. */
  readonly url: string
  readonly requests: readonly ReceivedRequest[]
  /** Puts an answer into the queue, for one chat request unless the rule says otherwise. */
  respond(answer: Answer, rule?: Rule): void
  /** Puts a fault into the queue, for one chat request unless the rule says otherwise. */
  fail(fault: Fault, rule?: Rule): void
  /** Resolves with the request number `count`, from 1, once it is there. */
  arrived(count: number): Promise<ReceivedRequest>
  /** Forgets the queue and the requests. */
  reset(): void
  close(): Promise<void>
}

export interface FakeOpenAIOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Demanded as a bearer token when given. */
  readonly apiKey?: string
  /** Listed by `/v1/models`; other models are then unknown. By default `fake-model` is listed and every model answers. */
  readonly models?: readonly string[]
}

/**
 * An OpenAI-compatible server on loopback that does as it is told. Without instructions it answers with a sample that is
 * true to the JSON schema of the request, or with a sentence where there is none.
 */
export async function startFakeOpenAI(options: FakeOpenAIOptions): Promise<FakeOpenAI> {
  const queue = script<Answer, Fault>()
  const requests: ReceivedRequest[] = []
  const waiting: { count: number; resolve: (request: ReceivedRequest) => void }[] = []

  const server = createServer(async (request, response) => {
    const text = await bodyOf(request)
    const path = new URL(request.url ?? '/', 'http://fake').pathname
    const chat = path === '/v1/chat/completions' && request.method === 'POST'
    const received: ReceivedRequest = {
      method: request.method ?? '',
      path,
      headers: request.headers,
      body: chat ? parse(text) : undefined,
      ended: new Promise((resolve) =>
        response.once('close', () => resolve(response.writableFinished ? 'answered' : 'cut')),
      ),
    }
    requests.push(received)
    for (const { resolve } of waiting.filter(({ count }) => count === requests.length)) resolve(received)
    if (options.apiKey !== undefined && request.headers.authorization !== `Bearer ${options.apiKey}`)
      return json(response, 401, errorBody('Incorrect API key provided', 'invalid_request_error', 'invalid_api_key'))
    if (path === '/v1/models') return json(response, 200, listModels(options.models))
    if (!chat) return json(response, 404, errorBody(`There is no ${path} here`, 'invalid_request_error', null))
    if (!received.body) return json(response, 400, errorBody('The body is no JSON', 'invalid_request_error', null))
    await answer(received.body, response)
  })

  async function answer(request: ChatRequest, response: ServerResponse): Promise<void> {
    if (options.models && !options.models.includes(request.model))
      return json(response, 404, errorBody('The model does not exist', 'invalid_request_error', 'model_not_found'))
    const next = queue.next(request)
    if (next?.kind === 'fault') return inject(next.fault, request, sampleFor(request), response)
    const said = next ? say(next.answer, request) : sampleFor(request)
    send(completion(request, said, 'stop'), request, response)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    respond: (said, rule) => queue.add({ kind: 'answer', answer: said }, rule),
    fail: (fault, rule) => queue.add({ kind: 'fault', fault }, rule),
    arrived: (count) => {
      const there = requests[count - 1]
      return there ? Promise.resolve(there) : new Promise((resolve) => waiting.push({ count, resolve }))
    },
    reset() {
      queue.clear()
      requests.length = 0
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function say(answer: Answer, request: ChatRequest): string {
  const said = typeof answer === 'function' ? answer(request) : answer
  return typeof said === 'string' ? said : JSON.stringify(said)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

function parse(text: string): ChatRequest | undefined {
  try {
    // The caller's own request, as the protocol defines it; a test that sends something else learns it from its assertions.
    return JSON.parse(text) as ChatRequest
  } catch {
    return undefined
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const listModels = (models: readonly string[] = ['fake-model']) => ({
  object: 'list',
  data: models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'banyan' })),
})
