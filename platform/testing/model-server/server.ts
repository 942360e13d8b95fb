import type { Recorder } from './recorder.ts'
import type { Scripted } from './scripted.ts'

/** A fake of a provider's server on loopback, that does as it is told. */
export interface ModelServer<Question> extends Scripted<Question>, AsyncDisposable {
  /** Where a client is to be pointed, e.g. `http://127.0.0.1:4011/v1`. */
  readonly url: string
  readonly requests: Recorder<Question>['requests']
  readonly arrived: Recorder<Question>['arrived']
  /** Forgets the queue and the requests. */
  reset(): void
  close(): Promise<void>
}

/** The server whose requests the recorder takes and whose model is the talker; its address is `path` below the recorder's. */
export function modelServer<Question>(
  { origin, requests, arrived, forget, close }: Recorder<Question>,
  { respond, fail, clear }: Scripted<Question> & { clear(): void },
  path = '',
): ModelServer<Question> {
  return {
    url: origin + path,
    requests,
    arrived,
    respond,
    fail,
    reset() {
      clear()
      forget()
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
