import { asFallback, FALLBACK_HEADER, type FileAnswer, failure, fileFrom, fromProblem } from '../contract/index.ts'

/** The parsed body of an answer. Rejects with the `Failure` that the server, or the lack of one, describes. */
export async function answerOf(pending: Promise<Response>): Promise<{ response: Response; body: unknown }> {
  const response = await reached(pending)
  const text = await reached(response.text())
  const body = parse(text)
  if (!response.ok) throw fromProblem(body, response.status, retryAfterOf(response))
  return { response, body: response.headers.has(FALLBACK_HEADER) ? asFallback(body) : body }
}

/** The file of an answer. Rejects as `answerOf` does. */
export async function fileAnswer(pending: Promise<Response>): Promise<FileAnswer> {
  const response = await reached(pending)
  if (!response.ok) throw fromProblem(parse(await reached(response.text())), response.status, retryAfterOf(response))
  const bytes = new Uint8Array(await reached(response.arrayBuffer()))
  const found = fileFrom((name) => response.headers.get(name) ?? undefined, bytes)
  return response.headers.has(FALLBACK_HEADER) ? asFallback(found) : found
}

/** A network error as `unavailable`; the caller's own abort stays what it is. */
export async function reached<T>(pending: Promise<T>): Promise<T> {
  try {
    return await pending
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    if (cause instanceof DOMException && cause.name === 'TimeoutError') throw failure('deadlineExceeded', { cause })
    throw failure('unavailable', { detail: 'The server cannot be reached.', cause })
  }
}

/** Milliseconds that `Retry-After` asks for. */
export function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1000 : undefined
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON, e.g. the page of a proxy on the way: whoever reads the status sees that it is no answer of ours.
    return undefined
  }
}
