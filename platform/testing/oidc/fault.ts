import type { ServerResponse } from 'node:http'

/** What can go wrong between a client and its provider. */
export type Fault =
  /** An error answer; nothing is done. `error`: its OAuth name. `retryAfter` in seconds. */
  | { readonly kind: 'status'; readonly status: number; readonly error?: string; readonly retryAfter?: number }
  /** Accepted and never answered; nothing is done. */
  | { readonly kind: 'hang' }
  /** The connection is cut before anything is done. */
  | { readonly kind: 'reset' }
  /** All is done, and the connection is cut before a byte of the answer. */
  | { readonly kind: 'lost' }
  /** All is done, and never answered. */
  | { readonly kind: 'silent' }
  /** All is done, and the connection is cut in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** All is done, and the answer is no JSON. */
  | { readonly kind: 'garbled' }
  /** All is done, and answered when this resolves. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }

/** Whether the fault comes in place of the work, and answers by itself. */
export function refused(fault: Fault, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'status': {
      const { status, error = 'temporarily_unavailable', retryAfter } = fault
      const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
      response.writeHead(status, { 'content-type': 'application/json', ...wait }).end(JSON.stringify({ error }))
      return true
    }
    case 'hang':
      return true
    case 'reset':
      response.destroy()
      return true
    default:
      return false
  }
}

/** Makes the answer go wrong that is about to be given. */
export function spoil(fault: Fault, response: ServerResponse): void {
  const end = response.end.bind(response)
  const instead = (body: Buffer): void => {
    switch (fault.kind) {
      case 'lost':
        response.destroy()
        return
      case 'cut':
        response.write(body.subarray(0, body.length / 2), () => response.destroy())
        return
      case 'garbled':
        response.removeHeader('content-length')
        end('{"access_token": ')
        return
      case 'held':
        void fault.until.then(() => end(body))
        return
    }
  }
  // The library gives its answers as one piece.
  response.end = ((body?: string | Buffer) => {
    instead(Buffer.from(body ?? ''))
    return response
  }) as ServerResponse['end']
}
