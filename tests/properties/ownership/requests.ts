import { ai } from '@banyan/ai/contract'
import { content } from '@banyan/content/contract'
import { search } from '@banyan/search/contract'
import { users } from '@banyan/users/contract'
import { settle } from 'banyan/contract'
import type { Started } from 'banyan/testing/start'
import fc from 'fast-check'
import { expect } from 'vitest'
import { Libraries, type LibraryDeed, libraryDeeds } from './library.ts'

/** What people do, each by his number; of things that there are, by their number too. */
export type Deed =
  | { readonly what: 'addDocument' | 'submitJob'; readonly who: number }
  | { readonly what: 'changeSettings'; readonly who: number; readonly dark: boolean }
  | {
      readonly what: 'readDocument' | 'cancelJob' | 'retryJob'
      readonly who: number
      readonly which: number
    }
  | LibraryDeed

const PEOPLE = 3
const who = fc.nat(PEOPLE - 1)
const which = fc.nat(3)

export const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: libraryDeeds(PEOPLE) },
    { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('addDocument' as const, 'submitJob' as const), who }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('changeSettings' as const), who, dark: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: fc.record({
        what: fc.constantFrom('readDocument' as const, 'cancelJob' as const, 'retryJob' as const),
        who,
        which,
      }),
    },
  ),
  { minLength: 2, maxLength: 14 },
)

/** People who do this one after another: what is somebody else's does not exist for them, and stays as it was. */
export async function carryOut(app: Started, run: number, deeds: readonly Deed[]): Promise<void> {
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, at) => {
      const id = `p${run}-${at}`
      return { id, call: app.with({ ai, content, search, users }, await app.token(id)), theme: 'system' }
    }),
  )
  const libraries = new Libraries(people.map(({ id, call }) => ({ id, content: call.content })))
  const documents: { slug: string; owner: number }[] = []
  const jobs: { id: string; owner: number; cancelled: boolean }[] = []

  for (const [at, deed] of deeds.entries()) {
    const person = people[deed.who] as (typeof people)[number]
    const { call } = person
    switch (deed.what) {
      case 'addDocument':
        documents.push({
          slug: (await call.search.addDocument({ title: `text ${at}`, text: 'a b c' })).slug,
          owner: deed.who,
        })
        break
      case 'readDocument': {
        const document = documents[deed.which]
        if (!document) break
        const { ok, error } = await outcome(call.search.article({ slug: document.slug }))
        expect(ok ? 'read' : error).toBe(document.owner === deed.who ? 'read' : 'noSuchArticle')
        break
      }
      case 'submitJob': {
        const { job_id } = await call.ai.generateSocialMediaPost({ topic: 'keeping bees', tone: 'Casual' })
        jobs.push({ id: job_id, owner: deed.who, cancelled: false })
        break
      }
      case 'cancelJob':
      case 'retryJob': {
        const job = jobs[deed.which]
        if (!job) break
        const { ok, error } = await outcome(
          deed.what === 'cancelJob' ? call.jobs.cancel({ id: job.id }) : call.jobs.retry({ id: job.id }),
        )
        if (job.owner !== deed.who) expect(error).toBe('noSuchJob')
        else if (deed.what === 'cancelJob') job.cancelled = true
        // What is not over cannot be retried.
        else expect([undefined, 'notRetryable']).toContain(ok ? undefined : error)
        break
      }
      case 'changeSettings':
        person.theme = deed.dark ? 'dark' : 'light'
        expect((await call.users.updateSettings({ theme: deed.dark ? 'dark' : 'light' })).theme).toBe(person.theme)
        break
      default:
        await libraries.carryOut(deed, at)
    }
  }
  await compare()

  /** What there is in the end, in the tables themselves. */
  async function compare(): Promise<void> {
    const { pool } = app.database
    const like = `p${run}-%`
    await libraries.compare(app.database)
    const settings = await pool.query('select user_id, theme from users.settings where user_id like $1', [like])
    const changed = people.filter(({ theme }) => theme !== 'system')
    expect(new Map(settings.rows.map(({ user_id, theme }) => [user_id, theme]))).toEqual(
      new Map(changed.map(({ id, theme }) => [id, theme])),
    )
    const found = await pool.query('select id from banyan.jobs where status = $1 and id = any ($2)', [
      'cancelled',
      jobs.map(({ id }) => id),
    ])
    const cancelled = jobs.filter((job) => job.cancelled).map(({ id }) => id)
    for (const { id } of found.rows) expect(cancelled).toContain(id)
  }
}

async function outcome(answer: Promise<unknown>): Promise<{ ok: boolean; error: string | undefined }> {
  const settled = await settle<unknown, string>(answer)
  return { ok: settled.ok, error: settled.ok ? undefined : settled.error.code }
}
