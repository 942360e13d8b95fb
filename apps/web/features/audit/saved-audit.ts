import type { Saved } from '@banyan/content/contract'
import { settle } from 'banyan/contract'
import { api } from '../../lib/api.ts'
import { AUDIT, type AuditDocument, auditOf } from '../../lib/market/audit.ts'

export interface SavedAudit {
  readonly entry: Saved
  readonly audit: AuditDocument
}

/** The newest audits, newest first; what is in no known form is left out. Rejects when the library does not answer. */
export async function newestAudits(limit: number): Promise<readonly SavedAudit[]> {
  const { items } = await api.content.list({ type: AUDIT, limit })
  const entries = await Promise.all(items.map(({ id }) => settle(api.content.get({ id }))))
  return entries.flatMap((answer) => {
    const audit = answer.ok ? auditOf(answer.value.body) : undefined
    return answer.ok && audit ? [{ entry: answer.value, audit }] : []
  })
}
