import { ai, type Consistency, NapAudit } from '@banyan/ai/contract'
import type { Job } from 'banyan/durable/contract'
import * as z from 'zod'
import type { Draft } from '../library/drafts.ts'
import { job, savedJson } from './saved-json.ts'

export const AUDIT = 'brand-audit'

/** What the platforms were held against. */
export const Asked = z.object({
  name: z.string(),
  agency: z.string(),
  address: z.string(),
  phone: z.string(),
  website: z.string().optional(),
})
export type Asked = z.infer<typeof Asked>

/** The body of a saved brand audit. */
export const AuditDocument = NapAudit.extend({ asked: Asked.optional(), job })
export type AuditDocument = z.infer<typeof AuditDocument>

export const auditOf = (body: string): AuditDocument | undefined => savedJson(AuditDocument, body)

export function auditDraft(job: Job): Draft {
  const asked = ai.members.runNapAudit.input.parse(job.input)
  const body: AuditDocument = { ...NapAudit.parse(job.result), asked, job: job.id }
  return { type: AUDIT, title: `Brand audit of ${asked.name}`, body: JSON.stringify(body) }
}

/** How many platforms stand how. */
export function tally({ results }: Pick<AuditDocument, 'results'>): Readonly<Record<Consistency, number>> {
  const count = (wanted: Consistency) => results.filter(({ consistency }) => consistency === wanted).length
  return {
    Consistent: count('Consistent'),
    Inconsistent: count('Inconsistent'),
    'Not Found': count('Not Found'),
  }
}

/** A platform that stands otherwise than in the audit before; `before` undefined where it was not looked at then. */
export interface Change {
  readonly platform: string
  readonly before: Consistency | undefined
  readonly now: Consistency
  readonly better: boolean
}

export function changesSince(before: AuditDocument, now: AuditDocument): readonly Change[] {
  const stood = new Map(before.results.map(({ platform, consistency }) => [platform, consistency]))
  return now.results.flatMap(({ platform, consistency }) => {
    const then = stood.get(platform)
    if (then === consistency) return []
    const better = RANK[consistency] > (then === undefined ? RANK['Not Found'] : RANK[then])
    return [{ platform, before: then, now: consistency, better }]
  })
}

/** Wrong details send clients elsewhere; none at all at least do not mislead. */
const RANK: Readonly<Record<Consistency, number>> = { Inconsistent: 0, 'Not Found': 1, Consistent: 2 }

/** An audit as Markdown. */
export function auditText(title: string, { results, summary, model }: AuditDocument): string {
  const rows = results.map(({ platform, foundName, foundAddress, foundPhone, consistency }) =>
    row([platform, foundName, foundAddress, foundPhone, consistency]),
  )
  const table = [
    row(['Platform', 'Name', 'Address', 'Phone', 'Consistency']),
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ]
  return [`# ${title}`, summary, table.join('\n'), `Model: ${model}`].join('\n\n')
}

const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
