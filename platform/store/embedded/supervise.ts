import type pg from 'pg'
import { textOf } from '../start-error.ts'
import { type BeginOptions, begin } from './begin.ts'
import { connectOwner } from './connect.ts'
import { refusal } from './earlier.ts'
import type { Ground } from './ground.ts'
import { hold } from './hold.ts'
import type { Postmaster } from './postmaster.ts'

/**
 * Holds the server for this process, and starts it again on the same port when it ends by itself. Gives the function
 * that stops it.
 */
export async function supervise(
  ground: Ground,
  options: BeginOptions,
  port: number,
  first: Postmaster,
): Promise<() => Promise<void>> {
  const { clock, log } = options
  const closing = new AbortController()
  let postmaster = first
  let holder = await takeHold(ground, options, port)

  /** The holding connection ends with the server, and also when the server throws all of its connections out. */
  const keep = async () => {
    for (;;) {
      // Not `once` of node:events, which fails on the `error` that comes before the end.
      await new Promise((resolve) => holder.once('end', resolve))
      if (!closing.signal.aborted) log.error('lost the embedded database, getting it back')
      for (let pause = 50; !closing.signal.aborted; pause = Math.min(2 * pause, 5_000)) {
        try {
          if (postmaster.hasEnded()) ({ postmaster } = await begin(ground, options, port))
          holder = await takeHold(ground, options, port)
          break
        } catch (error) {
          log.error({ reason: textOf(error) }, 'the embedded database is not back yet')
          await clock.sleep(pause, closing.signal).catch(() => {})
        }
      }
      if (closing.signal.aborted) return
      log.info('the embedded database is back')
    }
  }
  const kept = keep()

  return async () => {
    closing.abort()
    await holder.end()
    await kept
    // A new one, if it was just getting the server back.
    await holder.end()
    await postmaster.stop(clock)
  }
}

async function takeHold({ data, password }: Ground, { clock }: BeginOptions, port: number): Promise<pg.Client> {
  for (let waited = 0; ; waited += STEP_MS) {
    const client = await connectOwner(port, password)
    const { mine, holder } = await hold(client)
    if (mine) return client
    await client.end()
    if (waited > PATIENCE_MS) throw refusal(holder, data)
    // A process that starts at the same moment takes it for an instant, to see whether it is held.
    await clock.sleep(STEP_MS)
  }
}

const STEP_MS = 25
const PATIENCE_MS = 3_000
