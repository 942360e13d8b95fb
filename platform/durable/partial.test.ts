import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import { failure } from '../contract/index.ts'
import { manualClock } from '../testing/clock.ts'
import { testDatabase } from '../testing/database.ts'
import { type JobEvent, type Texts, textsAfter, textsWith } from './contract.ts'
import { end, lab, latch, submission } from './fixture/lab.ts'
import { changes } from './partial.ts'
import type { Attempt } from './types.ts'

const words = 'Bees live in hives of sixty thousand, and sleep in winter.'

/** Writes a word at a time, each of which can be looked at. */
async function write({ partial }: Attempt, title: string) {
  const tell = async (texts: Texts) => {
    for (let looked = false; !looked; await new Promise((resolve) => setImmediate(resolve)))
      partial(() => {
        looked = true
        return texts
      })
  }
  await tell({ title })
  for (let at = 10; at < words.length + 10; at += 10) await tell({ title, body: words.slice(0, at) })
}

const shownBy = (events: readonly JobEvent[]) => events.reduce<Texts>(textsAfter, {})
const numbered = (events: readonly JobEvent[]) => events.map(({ id }) => Number(id))

describe('what a job shows of its result while it makes it', () => {
  test('reaches a reader in another process, each word once and before its end', async () => {
    await using database = await testDatabase()
    await using labs = await lab(database)
    const worker = await labs.engine({
      jobs: {
        write: async (attempt: Attempt) =>
          attempt.step('write', async () => {
            await write(attempt, 'Bees')
            return 'whole'
          }),
      },
    })
    const reader = await labs.engine({})
    const { job_id: id } = await worker.submit(submission('write'), 0, undefined)
    const events = await end(reader, id)
    expect(numbered(events)).toEqual(events.map((_, at) => at + 1))
    expect(events.map(({ event }) => event).filter((event) => event !== 'partial')).toEqual([
      'pending',
      'running',
      'step',
      'done',
    ])
    expect(events.findLastIndex(({ event }) => event === 'partial')).toBe(events.length - 3)
    const partial = events.flatMap(({ data }) => data.partial ?? [])
    expect(partial[0]).toEqual({ name: 'title', at: 0, text: 'Bees' })
    // Only what is new is told.
    expect(partial.reduce((sum, { text }) => sum + text.length, 0)).toBe(words.length + 4)
    expect(shownBy(events)).toEqual({ title: 'Bees', body: words })
  })

  test('goes on for a reader that is cut off after any event, and is the same for one that comes late', async () => {
    await using database = await testDatabase()
    await using labs = await lab(database)
    const engine = await labs.engine({ jobs: { write: (attempt: Attempt) => write(attempt, 'Bees') } })
    const { job_id: id } = await engine.submit(submission('write'), 0, undefined)
    const live: JobEvent[] = []
    while (live.at(-1)?.event !== 'done')
      for await (const event of engine.events(id, live.at(-1)?.id, new AbortController().signal)) {
        live.push(event)
        break
      }
    expect(await end(engine, id)).toEqual(live)
    expect(shownBy(live)).toEqual({ title: 'Bees', body: words })
  })

  test('begins anew with another attempt', async () => {
    await using database = await testDatabase()
    await using labs = await lab(database)
    const engine = await labs.engine({
      jobs: {
        write: async (attempt: Attempt) => {
          await write(attempt, `Attempt ${attempt.attempt}`)
          if (attempt.attempt === 1) throw failure('unavailable')
        },
      },
    })
    const { job_id: id } = await engine.submit(submission('write'), 0, undefined)
    const events = await end(engine, id)
    const before = events.slice(
      0,
      events.findIndex(({ event }) => event === 'retrying'),
    )
    expect(shownBy(before).title).toBe('Attempt 1')
    expect(shownBy(events)).toEqual({ title: 'Attempt 2', body: words })
  })

  test('is looked at four times a second, however often there is more', async () => {
    await using database = await testDatabase()
    await using labs = await lab(database)
    const clock = manualClock()
    let looks = 0
    const engine = await labs.engine({
      clock: { ...clock, timer: systemClock.timer },
      settings: { showEvery: 250 },
      jobs: {
        write: async ({ partial, step }: Attempt) => {
          for (let n = 0; n < 20; n++) {
            partial(() => ({ n: String(++looks) }))
            partial(() => ({ n: 'never looked at' }))
            // It ends behind what is under way.
            await step(`${n}`, async () => n)
            clock.advance(50)
          }
        },
      },
    })
    const { job_id: id } = await engine.submit(submission('write'), 0, undefined)
    expect(shownBy(await end(engine, id))).toEqual({ n: '4' })
    expect(looks).toBe(4)
  })

  test('does not endanger the end, and is told anew where nobody knows whether it was told', async () => {
    await using database = await testDatabase()
    await using labs = await lab(database)
    let failing = true
    const pool = new Proxy(database.pool, {
      get(target, name) {
        if (name !== 'query') return Reflect.get(target, name, target)
        return (query: { name?: string }, ...rest: unknown[]) => {
          const sent = () => (target.query as (...all: unknown[]) => Promise<unknown>)(query, ...rest)
          if (query.name !== 'banyan-partial' || !failing) return sent()
          // It is written, and its answer lost.
          failing = false
          return sent().then(() => Promise.reject(new Error('Connection terminated unexpectedly')))
        }
      },
    })
    const engine = await labs.engine({ pool, jobs: { write: (attempt: Attempt) => write(attempt, 'Bees') } })
    const { job_id: id } = await engine.submit(submission('write'), 0, undefined)
    const events = await end(engine, id)
    expect(failing).toBe(false)
    expect(numbered(events)).toEqual(events.map((_, at) => at + 1))
    expect(shownBy(events)).toEqual({ title: 'Bees', body: words })
  })

  test('is written down for nobody where nobody can watch', async () => {
    await using database = await testDatabase()
    await using labs = await lab(database)
    const engine = await labs.engine({
      jobs: {
        quiet: {
          policy: { tracked: false },
          run: async ({ partial }: Attempt) => partial(() => Promise.reject(new Error('nobody asks for it'))),
        },
      },
    })
    const { job_id: id } = await engine.submit(submission('quiet'), 0, undefined)
    expect((await end(engine, id)).map(({ event }) => event)).toEqual(['done'])
  })

  test('of many jobs is written by few statements', async () => {
    await using database = await testDatabase()
    await using labs = await lab(database)
    let statements = 0
    const pool = new Proxy(database.pool, {
      get(target, name) {
        if (name !== 'query') return Reflect.get(target, name, target)
        return (query: { name?: string }, ...rest: unknown[]) => {
          if (query.name === 'banyan-partial') statements++
          return (target.query as (...all: unknown[]) => unknown)(query, ...rest)
        }
      },
    })
    const together = latch()
    let running = 0
    const engine = await labs.engine({
      pool,
      jobs: {
        write: async ({ partial, step }: Attempt) => {
          if (++running === 30) together.open()
          await together.opened
          partial(() => ({ body: words }))
          await step('end', async () => 1)
        },
      },
    })
    const ids = await Promise.all(Array.from({ length: 30 }, () => engine.submit(submission('write'), 0, undefined)))
    for (const { job_id: id } of ids) expect(shownBy(await end(engine, id))).toEqual({ body: words })
    expect(statements).toBeLessThan(10)
  })
})

describe('changes', () => {
  const texts = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.string({ unit: 'grapheme', maxLength: 12 }))
  const filled = (given: Texts) => Object.fromEntries(Object.entries(given).filter(([, text]) => text !== ''))

  test('make of what was shown what there is, whatever both are', () => {
    fc.assert(
      fc.property(texts, texts, (shown, now) => {
        expect(filled(textsWith(shown, changes(shown, now, new Set())))).toEqual(filled(now))
      }),
    )
  })

  test('make it of anything, where what was shown is doubtful', () => {
    fc.assert(
      fc.property(texts, texts, texts, (believed, shown, now) => {
        const doubtful = new Set([...Object.keys(believed), ...Object.keys(shown)])
        expect(filled(textsWith(shown, changes(believed, now, doubtful)))).toEqual(filled(now))
      }),
    )
  })

  test('are none where there is nothing new', () => {
    expect(changes({ a: 'x' }, { a: 'x' }, new Set())).toEqual([])
  })

  test('never cut a character in half, and carry only so much at once', () => {
    expect(changes({ a: '🐝' }, { a: '🐞' }, new Set())).toEqual([{ name: 'a', at: 0, text: '🐞' }])
    const long = { a: `x${'🐝'.repeat(20_000)}`, b: 'later' }
    let shown: Texts = {}
    let events = 0
    for (let some = changes(shown, long, new Set()); some.length > 0; some = changes(shown, long, new Set())) {
      expect(some.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(16_000)
      for (const { text } of some) expect(text.isWellFormed()).toBe(true)
      shown = textsWith(shown, some)
      events++
    }
    expect([events, shown]).toEqual([3, long])
  })
})
