import { type Spread, spread, timed } from '../measure/spread.ts'
import type { Ground } from './ground.ts'

export interface SearchResult {
  /** Milliseconds of a search that the engine is asked for. */
  readonly miss: Spread
  /** Of the same, asked of the other process, which finds it in the table. */
  readonly shared: Spread
  /** Of the same, from the memory of the process. */
  readonly hit: Spread
  /** Searches a second from memory, 16 callers at once. */
  readonly rate: number
  /** A hundred callers at once: of one new question, and of as many. */
  readonly same: Crowd
  readonly different: Crowd
  /** Milliseconds from the answer of the command until no process gives an old answer. */
  readonly forgotten: Spread
}

export interface Crowd {
  readonly wall: number
  readonly each: Spread
  /** How often the engine was asked. */
  readonly calls: number
}

/** How long the engine takes to answer, in milliseconds. */
export const ENGINE_MS = 100
const QUESTIONS = 100
const CALLERS = 16
const CROWD = 100
const ROUNDS = 30

export async function searches(ground: Ground): Promise<SearchResult> {
  const { tavily } = ground
  tavily.reset()
  tavily.fail({ kind: 'slowHeaders', delay: ENGINE_MS }, { times: Number.POSITIVE_INFINITY })
  const questions = Array.from({ length: QUESTIONS }, (_, n) => `honey of hive ${n}`)
  // Requests go to the two processes in turn: of one question, the second goes to the other.
  const miss: number[] = []
  const shared: number[] = []
  const hit: number[] = []
  for (const query of questions)
    for (const into of [miss, shared, hit, hit]) into.push((await timed(() => search(ground, query))).ms)
  const many = await timed(() =>
    atOnce(
      questions.flatMap((query) => Array(10).fill(query)),
      (q) => search(ground, q),
    ),
  )
  const same = await crowd(ground, () => 'one honey for all')
  const different = await crowd(ground, (n) => `honey for number ${n}`)
  tavily.reset()
  return {
    miss: spread(miss),
    shared: spread(shared),
    hit: spread(hit),
    rate: (questions.length * 10_000) / many.ms,
    same,
    different,
    forgotten: spread(await forgetting(ground)),
  }
}

async function search({ people }: Ground, query: string, n = 0): Promise<string> {
  const { api } = people[n % people.length] as (typeof people)[number]
  return (await api.search.web({ query })).results[0]?.snippet ?? ''
}

async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items]
  const caller = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item)
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
}

async function crowd(ground: Ground, query: (n: number) => string): Promise<Crowd> {
  const before = ground.tavily.requests.length
  const { ms: wall, value } = await timed(() =>
    Promise.all(Array.from({ length: CROWD }, (_, n) => timed(() => search(ground, query(n), n)))),
  )
  return { wall, each: spread(value.map(({ ms }) => ms)), calls: ground.tavily.requests.length - before }
}

/** The engine answers at once here, and with the number of the round: whoever gives another one has not forgotten yet. */
async function forgetting(ground: Ground): Promise<number[]> {
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const knows = (text: string) =>
      ground.tavily.knows([{ title: 'Honey', url: 'https://bees.example/', text: `honey ${text}` }])
    knows(`before ${round}`)
    const query = `honey of round ${round}`
    for (let n = 0; n < 4; n++) await search(ground, query)
    knows(`after ${round}`)
    await ground.admin.api.search.clearCache({ pattern: 'search:web:*' })
    const begun = performance.now()
    let last = begun
    // Four new answers one after the other come from both processes.
    for (let news = 0; news < 4; ) {
      const asked = performance.now()
      if ((await search(ground, query)).startsWith('honey after')) news++
      else {
        news = 0
        last = asked
      }
    }
    took.push(last - begun)
  }
  return took
}
