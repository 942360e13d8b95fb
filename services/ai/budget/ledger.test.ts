import { systemClock, systemRandom } from 'banyan/clock'
import { loadConfig } from 'banyan/config'
import { openDatabase } from 'banyan/store'
import { manualClock } from 'banyan/testing/clock'
import { type TestDatabase, testDatabase, testOptions } from 'banyan/testing/database'
import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { expect, test } from 'vitest'
import { config } from '../config.ts'
import type { NoAnswer } from '../models/no-answer.ts'
import { nothing } from '../models/usage.ts'
import { store } from '../store/tables.ts'
import { asking, good } from '../testing/question.ts'
import { Ledger } from './ledger.ts'

const settings = (env: Record<string, string>) =>
  loadConfig({ env: { OPENAI_API_KEY: 'sk-1', ...env }, schemas: { ai: config } }).services.ai

/** The ledger of one process. */
async function ledgerOn(database: Pick<TestDatabase, 'open'>, env: Record<string, string>, clock = systemClock) {
  const { tx, db } = await database.open('ai', store)
  const ledger = new Ledger({ tx, db, clock, id: systemRandom.id, config: settings(env) } as never)
  return { ledger, db }
}

const account = (user: string, job = 'j1', attempt = 1) => ({ user, job, attempt, generator: 'test' })
const call = (reservation: string | undefined, cost: number) => ({
  model: { provider: 'openai' as const, id: 'gpt-4.1-mini' },
  usage: nothing,
  cost,
  fault: undefined,
  latency: 1,
  reservation,
})

test('200 calls at once, over several processes, spend no more than there is', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond(good, { times: 1_000 })
  await using database = await testDatabase()
  const env = {
    AI_MODELS: 'openai:gpt-4.1-mini',
    OPENAI_BASE_URL: openai.url,
    AI_PRICES: 'openai:gpt-4.1-mini=40/2000',
  }
  const budgets = { ...env, AI_BUDGET_TOTAL: '10', AI_BUDGET_PER_USER: '4' }
  const processes = await Promise.all(
    Array.from({ length: 4 }, () => openDatabase({ ...testOptions, url: database.url as string })),
  )
  try {
    const ledgers = await Promise.all(processes.map((each) => ledgerOn(each, budgets)))
    const { db } = ledgers[0] as (typeof ledgers)[0]
    const ends = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) => {
        const { ledger } = ledgers[n % 4] as (typeof ledgers)[0]
        const own = account(`user${n % 4}`, `job${n}`)
        const { asked } = asking({
          models: ['openai:gpt-4.1-mini'],
          env,
          reserve: (most) => ledger.reserve(most, own),
          record: (call) => ledger.settle(call, own),
        })
        return asked
      }),
    )
    const answered = ends.filter(({ status }) => status === 'fulfilled').length
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as NoAnswer] : []))
    // Each call may cost a dollar and a bit for 500 tokens, and costs a few cents.
    expect(answered).toBeGreaterThanOrEqual(8)
    expect(refused.length).toBeGreaterThan(0)
    for (const reason of refused) expect(reason.refusals).toMatchObject([{ kind: 'unaffordable' }])
    expect(openai.requests).toHaveLength(answered)

    const spending = await db.selectFrom('spending').select(['account', 'spent']).orderBy('account').execute()
    const spentBy = new Map(spending.map(({ account, spent }) => [account, Number(spent)]))
    expect(spentBy.get('total')).toBeLessThanOrEqual(10)
    const users = [0, 1, 2, 3].map((n) => spentBy.get(`user:user${n}`) ?? 0)
    for (const spent of users) expect(spent).toBeLessThanOrEqual(4)
    expect(users.reduce((sum, spent) => sum + spent)).toBeCloseTo(spentBy.get('total') ?? 0, 8)
    expect(await db.selectFrom('reservation').selectAll().execute()).toEqual([])
  } finally {
    await Promise.all(processes.map((each) => each.close()))
  }
})

test('of many who want to reserve at once as many get it as there is room for, to the cent', async () => {
  await using database = await testDatabase()
  const processes = await Promise.all(
    Array.from({ length: 4 }, () => openDatabase({ ...testOptions, url: database.url as string })),
  )
  try {
    const ledgers = await Promise.all(processes.map((each) => ledgerOn(each, { AI_BUDGET_TOTAL: '1' })))
    const ends = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) => ledgers[n % 4]?.ledger.reserve(0.03, account(`user${n}`))),
    )
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(33)
  } finally {
    await Promise.all(processes.map((each) => each.close()))
  }
})

test('what a call did not cost is there for others', async () => {
  await using database = await testDatabase()
  const { ledger } = await ledgerOn(database, { AI_BUDGET_PER_USER: '1' })
  for (let n = 0; n < 5; n++) await ledger.settle(call(await ledger.reserve(0.9, account('ann')), 0.02), account('ann'))
  await expect(ledger.reserve(0.95, account('ann'))).rejects.toMatchObject({ kind: 'unaffordable' })
  await expect(ledger.reserve(0.95, account('bob'))).resolves.toBeDefined()
})

test('without a budget nothing is reserved, and what is spent is known all the same', async () => {
  await using database = await testDatabase()
  const { ledger, db } = await ledgerOn(database, {})
  expect(await ledger.reserve(1_000, account('ann'))).toBeUndefined()
  await ledger.settle(call(undefined, 1.5), account('ann'))
  const spent = await db.selectFrom('spending').select(['account', 'spent']).orderBy('account').execute()
  expect(spent).toEqual([
    { account: 'total', spent: '1.5000000000' },
    { account: 'user:ann', spent: '1.5000000000' },
  ])
})

test('what a crashed attempt reserved is free for the next attempt at once, and for others in time', async () => {
  await using database = await testDatabase()
  const clock = manualClock(Date.UTC(2026, 0, 10))
  const { ledger } = await ledgerOn(database, { AI_BUDGET_TOTAL: '1', AI_ATTEMPT_TIMEOUT: '2m' }, clock)
  await ledger.reserve(0.9, account('ann', 'j1', 1))
  // It may still be at work: only its own job knows that it is not.
  await expect(ledger.reserve(0.9, account('ann', 'j2', 1))).rejects.toMatchObject({ details: { retryAfter: 5_000 } })
  await ledger.reserve(0.9, account('ann', 'j1', 2))
  await expect(ledger.reserve(0.9, account('bob', 'j3', 1))).rejects.toMatchObject({ kind: 'unaffordable' })
  clock.advance(180_000)
  await expect(ledger.reserve(0.9, account('bob', 'j3', 1))).resolves.toBeDefined()
})

test('the next month begins anew', async () => {
  await using database = await testDatabase()
  const clock = manualClock(Date.UTC(2026, 0, 31, 23, 59))
  const { ledger } = await ledgerOn(database, { AI_BUDGET_PER_USER: '1' }, clock)
  await ledger.settle(call(undefined, 1), account('ann'))
  await expect(ledger.reserve(0.01, account('ann'))).rejects.toMatchObject({
    details: {
      sentence:
        'Your budget of $1.00 for this month has $0.00 left, and this may cost up to $0.01. It begins anew on 2026-02-01.',
    },
  })
  clock.advance(60_000)
  await expect(ledger.reserve(0.01, account('ann'))).resolves.toBeDefined()
})
