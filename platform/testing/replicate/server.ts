import type { ServerResponse } from 'node:http'
import { type Arrival, parsed, type Recorder, startRecorder } from '../model-server/recorder.ts'
import { type Rule, script } from '../model-server/script.ts'
import { PIXEL } from '../openai/images.ts'

/** The parts of a request for a prediction that matter here. */
export interface PredictionRequest {
  /** From the path: `black-forest-labs/flux-schnell`. */
  readonly model: string
  readonly input: { readonly prompt?: string; readonly aspect_ratio?: string }
}

/** What can go wrong between a caller and a prediction. */
export type PredictionFault =
  /** An error answer. `retryAfter`: whole seconds. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  /** Accepts the request and never answers. */
  | { readonly kind: 'hang' }
  /** The connection is cut before a byte of the answer. */
  | { readonly kind: 'reset' }
  /** The answer is JSON that ends in the middle. */
  | { readonly kind: 'malformedBody' }
  /** 200 with a page of HTML. */
  | { readonly kind: 'wrongType' }
  /** It is accepted, and fails later. */
  | { readonly kind: 'failed' }
  /** It is accepted, and never done. */
  | { readonly kind: 'unfinished' }
  /** The connection is cut in the middle of the picture. */
  | { readonly kind: 'cut' }
  /** What was made is no picture. */
  | { readonly kind: 'noPicture' }

export interface FakeReplicate extends AsyncDisposable {
  /** The base URL, e.g. `http://127.0.0.1:4013/v1`. */
  readonly url: string
  /** All of them: those that ask for a prediction have a body, those that look at one or at its picture have none. */
  readonly requests: Recorder<PredictionRequest>['requests']
  readonly arrived: Recorder<PredictionRequest>['arrived']
  /** Puts a picture into the queue, for one prediction unless the rule says otherwise. */
  respond(picture: Uint8Array, rule?: Rule<PredictionRequest>): void
  fail(fault: PredictionFault, rule?: Rule<PredictionRequest>): void
  /** Forgets the queue, the predictions and the requests. */
  reset(): void
  close(): Promise<void>
}

export interface FakeReplicateOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly token: string
}

interface Prediction {
  readonly request: PredictionRequest
  readonly fault: PredictionFault | undefined
  readonly picture: Uint8Array
  looks: number
}

/**
 * Replicate's predictions on loopback, that do as they are told: each is accepted, done at the second look, and its picture
 * fetched from where it says. Without instructions it is one pixel.
 */
export async function startFakeReplicate({ port, token }: FakeReplicateOptions): Promise<FakeReplicate> {
  const queue = script<PredictionRequest, Uint8Array, PredictionFault>()
  const predictions = new Map<string, Prediction>()
  const recorder: Recorder<PredictionRequest> = await startRecorder<PredictionRequest>({
    port,
    question,
    answer({ method, path, headers }, asked, response) {
      const [, kind, id = ''] = /^\/(v1\/predictions|files)\/(\w+)$/.exec(path) ?? []
      const prediction = predictions.get(id)
      if (kind === 'files' && prediction) sendPicture(prediction, response)
      else if (headers.authorization !== `Bearer ${token}`)
        json(response, 401, { title: 'Unauthenticated', detail: 'You did not pass a valid token', status: 401 })
      else if (asked) begin(asked, response)
      else if (kind === 'v1/predictions' && prediction && method === 'GET') {
        prediction.looks++
        json(response, 200, stateOf(id, prediction))
      } else json(response, 404, { title: 'Not found', detail: `There is no ${path} here`, status: 404 })
    },
  })

  function begin(request: PredictionRequest, response: ServerResponse): void {
    const next = queue.next(request)
    const fault = next?.kind === 'fault' ? next.fault : undefined
    if (fault && refused(fault, response)) return
    const id = `p${predictions.size + 1}`
    const picture = next?.kind === 'answer' ? next.answer : Buffer.from(PIXEL, 'base64')
    const prediction = { request, fault, picture, looks: 0 }
    predictions.set(id, prediction)
    json(response, 201, stateOf(id, prediction))
  }

  function stateOf(id: string, { request, fault, looks }: Prediction) {
    const status =
      looks < 2 || fault?.kind === 'unfinished' ? 'processing' : fault?.kind === 'failed' ? 'failed' : 'succeeded'
    return {
      id,
      model: request.model,
      input: request.input,
      status,
      output: status === 'succeeded' ? [`${recorder.origin}/files/${id}`] : null,
      error: status === 'failed' ? 'The prediction failed' : null,
      urls: { get: `${recorder.origin}/v1/predictions/${id}` },
    }
  }

  return {
    url: `${recorder.origin}/v1`,
    requests: recorder.requests,
    arrived: recorder.arrived,
    respond: (picture, rule) => queue.add({ kind: 'answer', answer: picture }, rule),
    fail: (fault, rule) => queue.add({ kind: 'fault', fault }, rule),
    reset() {
      queue.clear()
      predictions.clear()
      recorder.forget()
    },
    close: recorder.close,
    [Symbol.asyncDispose]: recorder.close,
  }
}

/** Answers with the fault, or not at all. False for one that shows later. */
function refused(fault: PredictionFault, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'status': {
      const { status, retryAfter } = fault
      json(response, status, { title: 'Error', detail: `A fault of status ${status}`, status }, retryAfter)
      return true
    }
    case 'hang':
      return true
    case 'reset':
      response.destroy()
      return true
    case 'malformedBody':
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id": "p')
      return true
    case 'wrongType':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>')
      return true
    default:
      return false
  }
}

function question(arrival: Arrival): PredictionRequest | undefined {
  const [, model] = /^\/v1\/models\/([^/]+\/[^/]+)\/predictions$/.exec(arrival.path) ?? []
  const body =
    model === undefined || arrival.method !== 'POST' ? undefined : parsed<Omit<PredictionRequest, 'model'>>(arrival)
  return body && { ...body, model: model as string }
}

function sendPicture({ fault, picture }: Prediction, response: ServerResponse): void {
  if (fault?.kind === 'noPicture') {
    response.writeHead(200, { 'content-type': 'image/png' }).end('This is no picture, whatever its type says.')
    return
  }
  response.writeHead(200, { 'content-type': 'image/png', 'content-length': picture.length })
  if (fault?.kind === 'cut') response.write(picture.subarray(0, picture.length / 2), () => response.destroy())
  else response.end(picture)
}

function json(response: ServerResponse, status: number, body: object, retryAfter?: number): void {
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  response.writeHead(status, { 'content-type': 'application/json', ...wait }).end(JSON.stringify(body))
}
