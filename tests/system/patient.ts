import { setTimeout as pause } from 'node:timers/promises'

/**
 * `fetch` as a polite client uses it: what is refused for the moment (503) is asked again. A machine that is busy with
 * other tests makes the server refuse calls.
 */
export const patient: typeof fetch = async (input, init) => {
  for (let tried = 1; ; tried++) {
    const response = await fetch(input, init)
    if (response.status !== 503 || tried === TRIES) return response
    await response.body?.cancel()
    await pause(PAUSE_MS)
  }
}

const TRIES = 100
const PAUSE_MS = 100
