import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { openLoop } from './open-loop.ts'

/** For a while, three times as many requests as could be answered just before. */
export async function overload(baseUrl: string, lasts: number): Promise<void> {
  const pool = new Pool(baseUrl, { connections: 256, pipelining: 1, headersTimeout: 10_000 })
  let answered = 0
  const ask = async () => {
    // Refused, cut off or answered: what this load is told is no matter, only what it does to the others.
    const answer = await pool.request({ method: 'GET', path: '/library/none' }).catch(() => undefined)
    await answer?.body.dump().catch(() => undefined)
    answered++
  }
  try {
    const measuring = { over: false }
    const callers = Array.from({ length: 32 }, async () => {
      while (!measuring.over) await ask()
    })
    await pause(500)
    measuring.over = true
    const rate = Math.max(300, 3 * 2 * answered)
    await Promise.all(callers)
    await openLoop({ rate, lasts, send: ask })
  } finally {
    await pool.destroy()
  }
}
