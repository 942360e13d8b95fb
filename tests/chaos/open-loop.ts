import { setTimeout as pause } from 'node:timers/promises'

export interface OpenLoop {
  /** Requests a second. */
  readonly rate: number
  /** Milliseconds. */
  readonly lasts: number
  /** Called when a request is due, whether or not the ones before have been answered. Never rejects. */
  readonly send: (due: number, at: number) => Promise<unknown>
}

/**
 * Sends at a steady rate, as people do who know nothing of each other. `due` is when the request should have been sent,
 * in milliseconds of `performance.now()`: what a generator is late counts as waiting. Resolves when all are answered.
 */
export async function openLoop({ rate, lasts, send }: OpenLoop): Promise<void> {
  const begun = performance.now()
  const total = Math.floor((rate * lasts) / 1000)
  const open = new Set<Promise<unknown>>()
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) * rate) / 1000) + 1)
    for (; sent < due; sent++) {
      const one = send(begun + (sent * 1000) / rate, sent).finally(() => open.delete(one))
      open.add(one)
    }
    await pause(1)
  }
  await Promise.all(open)
}
