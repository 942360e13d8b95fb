import { command, contract, event, job } from 'banyan/contract'
import { service } from 'banyan/service'
import { tables } from 'banyan/store'
import { sql } from 'kysely'
import * as z from 'zod'
import { works } from '../works/service.ts'

interface Tables {
  counters: { owner: string; n: number }
  orders: { id: string; owner: string; n: number }
  confirmations: { id: string }
}

/** Where users order: a row, an event and a job in one transaction, and calls that go on to another service. */
export const desk = contract('desk', {
  order: command({
    http: 'POST /desk/orders',
    auth: 'user',
    input: z.object({ id: z.string() }),
    output: z.object({ n: z.int() }),
  }),
  ask: command({
    http: 'POST /desk/questions',
    auth: 'user',
    input: z.object({ id: z.string(), ms: z.number(), given: z.number() }),
    output: z.object({ n: z.int() }),
  }),
  confirm: job({
    auth: 'service',
    input: z.object({ id: z.string() }),
    output: z.object({}),
    attempts: 50,
  }),
  tally: job({ auth: 'service', input: z.object({}), output: z.object({ orders: z.int() }), attempts: 50 }),
  ordered: event('desk.ordered', z.object({ id: z.string(), owner: z.string(), n: z.int() }), {
    subject: ({ owner }) => owner,
  }),
})

export const deskService = service(desk, {
  uses: { works },
  store: tables<Tables>(new URL('./migrations/', import.meta.url)),
  handle: {
    order: ({ id }, { tx, user, emit, enqueue }) =>
      tx(async (tx) => {
        const { n } = await tx
          .insertInto('counters')
          .values({ owner: user.id, n: 1 })
          .onConflict((conflict) => conflict.column('owner').doUpdateSet({ n: sql`counters.n + 1` }))
          .returning('n')
          .executeTakeFirstOrThrow()
        await tx.insertInto('orders').values({ id, owner: user.id, n }).execute()
        await emit.ordered(tx, { id, owner: user.id, n })
        await enqueue.confirm(tx, { id })
        return { n }
      }),
    ask: (input, { call }) => call.works.stamp(input),
    tally: async (_, { db }) => ({ orders: (await db.selectFrom('orders').select('id').execute()).length }),
    confirm: async ({ id }, { done }) =>
      done({}, async (tx) => {
        await tx.insertInto('confirmations').values({ id }).execute()
      }),
  },
  schedules: { everyMinute: { cron: '* * * * *', job: 'tally', input: {} } },
})
