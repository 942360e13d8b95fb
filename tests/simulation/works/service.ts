import { command, contract, event, job, unavailable } from 'banyan/contract'
import { service } from 'banyan/service'
import { tables } from 'banyan/store'
import * as z from 'zod'
import type { Outside } from '../outside.ts'

interface Tables {
  effects: { job: string; attempt: number; owner: string }
  stamps: { n?: number; id: string; left_ms: number; given_ms: number }
}

/** Work that takes time: a job with a step that costs money, and a command that must not happen twice. */
export const works = contract('works', {
  make: job({
    http: 'POST /works/make',
    auth: 'user',
    input: z.object({ order: z.string(), ms: z.number(), fails: z.int() }),
    output: z.object({ order: z.string(), receipt: z.string(), attempt: z.int() }),
    errors: { flaky: unavailable('Not now') },
    concurrency: { total: 3, perUser: 2 },
    attempts: 6,
    deadline: '20s',
  }),
  stamp: command({
    http: 'POST /works/stamps',
    auth: 'user',
    input: z.object({ id: z.string(), ms: z.number(), given: z.number() }),
    output: z.object({ n: z.int() }),
  }),
  made: event('works.made', z.object({ job: z.string(), owner: z.string() }), { subject: ({ owner }) => owner }),
})

export const worksService = service(works, {
  store: tables<Tables>(new URL('./migrations/', import.meta.url)),
  config: z.custom<{ outside: Outside }>(),
  handle: {
    async make({ order, ms, fails }, { step, progress, partial, job, clock, signal, user, config, fail, done, emit }) {
      const receipt = await step('charge', () => config.outside.charge(clock, job.id))
      await progress(50, 'charged')
      partial(() => ({ receipt: receipt.slice(0, 4) }))
      await clock.sleep(ms, signal)
      partial(() => ({ receipt, attempt: String(job.attempt) }))
      if (job.attempt <= fails) throw fail.flaky()
      return done({ order, receipt, attempt: job.attempt }, async (tx) => {
        await tx.insertInto('effects').values({ job: job.id, attempt: job.attempt, owner: user.id }).execute()
        await emit.made(tx, { job: job.id, owner: user.id })
      })
    },
    async stamp({ id, ms, given }, { tx, clock, signal, frame }) {
      const left = frame.deadline.remaining
      await clock.sleep(ms, signal)
      return tx(async (tx) => {
        const row = { id, left_ms: left, given_ms: given }
        return tx.insertInto('stamps').values(row).returning('n').executeTakeFirstOrThrow() as Promise<{ n: number }>
      })
    },
  },
})
