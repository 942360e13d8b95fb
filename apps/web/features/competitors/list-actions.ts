'use server'
import { ai, EnrichedCompetitor } from '@banyan/ai/contract'
import { content, type Saved } from '@banyan/content/contract'
import type { Job } from 'banyan/durable/contract'
import { redirect } from 'next/navigation'
import * as z from 'zod'
import { api } from '../../lib/api.ts'
import { type Checked, checked } from '../../lib/checked.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { onceFor } from '../../lib/jobs/once-for.ts'
import { type Edited, editDocument } from '../../lib/library/edit-document.ts'
import { COMPETITORS, type CompetitorsDocument, competitorsOf, Own, Rival } from '../../lib/market/competitors.ts'
import { type Edit, lookedUp, lookingUp, put, putOwn, removeRival } from '../../lib/market/edit-competitors.ts'
import type { Answer } from '../../lib/orchestrate.ts'
import { loadAll } from '../../lib/session/guard.ts'

type ListAnswer = Answer<Edited<CompetitorsDocument>>

const Who = z.union([z.literal('own'), z.object({ name: z.string().max(200), agency: z.string().max(200) })])
const Typed = Rival.pick({
  name: true,
  agency: true,
  avgRating: true,
  reviewCount: true,
  socialFollowers: true,
  domainAuthority: true,
}).extend({ name: z.string().trim().min(1, 'Write a name').max(120), agency: z.string().trim().max(120) })

/** Adds an agent to a list, or changes the one that `instead` names. */
export async function putRival(id: string, rival: unknown, instead?: unknown): Promise<ListAnswer> {
  const input = checked(Typed, rival)
  if (!input.ok) return input
  const who = Who.optional().parse(instead)
  return edit(id, put({ ...input.value, byHand: true }, who), 'An agent of this name stands in the list, or it is full')
}

/** The owner's own numbers. */
export async function putOwnNumbers(id: string, figures: unknown): Promise<ListAnswer> {
  const input = checked(
    Own.pick({ avgRating: true, reviewCount: true, socialFollowers: true, domainAuthority: true }),
    figures,
  )
  return input.ok ? edit(id, putOwn(input.value)) : input
}

export async function removeFromList(id: string, who: unknown): Promise<ListAnswer> {
  return edit(id, removeRival(Who.parse(who)))
}

/** Begins a list by hand, and shows it. */
export async function beginList(name: string, nonce: string): Promise<FailureView> {
  const list: CompetitorsDocument = { competitors: [], sources: [], degraded: [] }
  const draft = { type: COMPETITORS, title: name.trim() ? `Competitors of ${name.trim()}` : 'Competitors' }
  const input = checked(content.members.save.input, { ...draft, body: JSON.stringify(list) })
  if (!input.ok) return input.failure
  const saved = await loadAll((ask) =>
    ask('the list', () => api.content.save(input.value, { idempotencyKey: `competitors:${nonce}` })),
  )
  if (!saved.ok) return saved.failure
  redirect(`/competitors?list=${saved.value.id}`)
}

export interface LookupStarted extends Edited<CompetitorsDocument> {
  readonly job: Job
}

/** Looks somebody's public numbers up; the list remembers the run, so that it is followed after a reload, too. */
export async function startLookup(
  id: string,
  given: unknown,
  as: unknown,
  nonce: string,
): Promise<Answer<LookupStarted>> {
  const who = Who.parse(given)
  const input: Checked<z.output<typeof ai.members.enrichCompetitor.input>> = checked(
    ai.members.enrichCompetitor.input,
    who === 'own' ? as : who,
  )
  if (!input.ok) return input
  return loadAll(async (ask) => {
    const call = () => api.ai.enrichCompetitor(input.value, onceFor(nonce, input.value))
    const { job_id: run } = await ask('the search', call)
    const [edited, job] = await Promise.all([
      ask('your list', () => editDocument(String(id), listIn, lookingUp(who, run))),
      ask('its run', () => api.jobs.get({ id: run })),
    ])
    return { ...edited, job }
  })
}

export interface LookupEnded extends Edited<CompetitorsDocument> {
  /** Why there are no numbers, if there are none. */
  readonly trouble: string | undefined
}

/** Puts what an ended run has found into the list. Doing it twice changes nothing more. */
export async function applyLookup(id: string, run: string): Promise<Answer<LookupEnded>> {
  return loadAll(async (ask) => {
    const job = await ask('the run', () => api.jobs.get({ id: String(run) }))
    const found = job.status === 'done' ? EnrichedCompetitor.safeParse(job.result).data?.competitor : undefined
    const at = job.finishedAt ?? job.createdAt
    const edited = await ask('your list', () => editDocument(String(id), listIn, lookedUp(job.id, found, at)))
    return {
      ...edited,
      trouble: found || job.status === 'cancelled' ? undefined : (job.error?.title ?? 'Nothing came of it'),
    }
  })
}

function edit(id: string, change: Edit, unfit?: string): Promise<ListAnswer> {
  return loadAll((ask) => ask('your list', () => editDocument(String(id), listIn, change, unfit)))
}

const listIn = ({ type, body }: Saved) => (type === COMPETITORS ? competitorsOf(body) : undefined)
