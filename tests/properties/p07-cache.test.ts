import { search } from '@banyan/search/contract'
import { createClient } from 'banyan/client'
import { systemClock } from 'banyan/clock'
import { type Client, settle } from 'banyan/contract'
import fc from 'fast-check'
import { SignJWT } from 'jose'
import { expect } from 'vitest'
import { property } from './property.ts'
import { startEngines, startSearch } from './searches/start.ts'

/** Somebody asks, or time passes. */
type Step = Ask | { readonly wait: number }
interface Ask {
  readonly ask: 'web' | 'news'
  readonly question: number
  readonly user: string
  /** Whether the engine gives no answer then. */
  readonly down: boolean
}

/** Seconds: how long an answer counts as new, and for how long after that it is better than none. */
const TTL = 60
const STALE = 86_400

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        ask: fc.constantFrom('web' as const, 'web' as const, 'news' as const),
        question: fc.nat(1),
        user: fc.constantFrom('ann', 'ben'),
        down: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: fc.record({ wait: fc.constantFrom(1, 20, 39, 59, 60, 61, 600, 90_000) }) },
  ),
  { minLength: 2, maxLength: 12 },
)

/** What comes of a question: how often the engine is asked, and which of its answers is given. */
interface Outcome {
  readonly asked: number
  readonly load: number | undefined
  readonly stale: true | undefined
}

/** An answer that is kept: the number of the load it came from, and its age in seconds. */
interface Kept {
  readonly load: number
  readonly age: number
}

function outcomeOf(kept: Kept | undefined, down: boolean, next: number): Outcome {
  if (kept && kept.age < TTL) return { asked: 0, load: kept.load, stale: undefined }
  if (!down) return { asked: 1, load: next, stale: undefined }
  if (kept && kept.age < TTL + STALE) return { asked: 1, load: kept.load, stale: true }
  return { asked: 1, load: undefined, stale: undefined }
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

// Feature: microservices-architecture, Property 7: What was asked before is answered from the cache while it is new
property(7, 'What was asked before is answered from the cache while it is new', async (links) => {
  // Time passes in steps only, or a slow machine would decide what is old.
  const begun = Date.now()
  let skipped = 0
  const now = () => begun + skipped
  const engines = await startEngines()
  const { tavily } = engines
  const options = { links, clock: { ...systemClock, now }, env: { CACHE_TTL_SECONDS: String(TTL) } }
  const app = await startSearch(engines, 'tavily', options)
  const counts = { kept: 0, new: 0, stale: 0, none: 0 }
  let run = 0

  /** With a token of this time, whatever the time is. */
  async function as(user: string): Promise<Client<typeof search>> {
    const seconds = Math.floor(now() / 1_000)
    const token = await new SignJWT({ sid: `session-of-${user}`, roles: [] })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
      .setSubject(user)
      .setIssuer('banyan')
      .setAudience('banyan')
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 300)
      .sign(app.key.signs)
    const headers = () => ({ authorization: `Bearer ${token}` })
    return createClient({ baseUrl: app.baseUrl, contracts: { search }, headers }).search
  }

  /** Asks; the text of what was found tells which load it came from. */
  async function asking({ ask, user }: Ask, query: string): Promise<Outcome> {
    const before = tavily.requests.length
    const client = await as(user)
    const web = ask === 'web' ? await settle(client.web({ query })) : undefined
    const news = ask === 'news' ? await settle(client.news({ query, days: 30 })) : undefined
    for (const failed of [web, news])
      if (failed?.ok === false) expect(failed.error).toMatchObject({ code: 'searchUnavailable', retry: true })
    const found = web?.ok ? web.value.results[0] : news?.ok ? news.value.articles[0] : undefined
    const stale = (web?.ok && web.value.stale) || (news?.ok && news.value.stale) || undefined
    const asked = tavily.requests.length - before
    return { asked, load: found && Number(/load (\d+)/.exec(found.snippet)?.[1]), stale }
  }

  return {
    inputs: steps,
    async holds(all: readonly Step[]) {
      const own = run++
      let loads = 0
      /** By question: which load gave the answer that is kept, and when. */
      const kept = new Map<string, { readonly load: number; readonly at: number }>()
      for (const step of all) {
        if ('wait' in step) skipped += step.wait * 1_000
        else {
          const at = now()
          const { down } = step
          const page = { title: 'Honey', url: 'https://bees.example/', text: `honey of load ${loads}` }
          tavily.reset()
          tavily.knows([{ ...page, published: dayOf(at), source: 'Bee Weekly' }])
          // A refusal is not tried again, and opens no breaker.
          if (down) tavily.fail({ kind: 'status', status: 400 })
          // News are of a day: on another one it is another question.
          const key = `${step.ask} ${step.question} ${step.ask === 'news' ? dayOf(at) : ''}`
          const old = kept.get(key)
          const expected = outcomeOf(old && { load: old.load, age: (at - old.at) / 1_000 }, down, loads)
          expect(await asking(step, `honey r${own} q${step.question}`)).toEqual(expected)
          if (expected.asked === 1 && !down) kept.set(key, { load: loads++, at })
          counts[expected.asked === 0 ? 'kept' : !down ? 'new' : expected.stale ? 'stale' : 'none']++
        }
      }
    },
    async afterwards() {
      // The runs got to each of these.
      for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(5)
    },
    async close() {
      await app.close()
      await Promise.all(Object.values(engines).map((engine) => engine.close()))
    },
  }
})
