import * as z from 'zod'
import type { Ground } from '../chaos/ground.ts'

/** How often services asked each other, and how many of these were retries. */
export interface Attempts {
  readonly tried: number
  readonly retried: number
}

const State = z.object({
  dependencies: z.array(z.object({ calls: z.object({ tried: z.number(), retried: z.number() }) })),
})

/** As every process says by `GET /admin/resilience`, since it was started. */
export async function attempts(ground: Ground): Promise<Attempts & { since(before: Attempts): Attempts }> {
  let tried = 0
  let retried = 0
  for (const origin of admins(ground).values()) {
    const answer = await fetch(`${origin}/admin/resilience`).catch(() => undefined)
    // A process that is being started again has counted nothing yet.
    if (!answer?.ok) continue
    for (const { calls } of State.parse(await answer.json()).dependencies) {
      tried += calls.tried
      retried += calls.retried
    }
  }
  return { tried, retried, since: (before) => ({ tried: tried - before.tried, retried: retried - before.retried }) }
}

/** The operators' listeners of the latest processes, by place, as the log tells. */
function admins({ program }: Ground): ReadonlyMap<string, string> {
  const told = program.lines.filter((line) => line.includes('"admin":"http')).map((line) => JSON.parse(line))
  return new Map(told.map(({ place, admin }) => [String(place), new URL(String(admin)).origin]))
}
