import type { Work } from '../../../features/home/next-steps.ts'
import { lessons } from '../../../features/training/lessons.ts'
import { courseOf } from '../../../features/training/progress.ts'
import { api } from '../../../lib/api.ts'
import { ANALYSIS } from '../../../lib/market/analysis.ts'
import { AUDIT } from '../../../lib/market/audit.ts'
import { COMPETITORS } from '../../../lib/market/competitors.ts'
import { PLAN, planOf } from '../../../lib/market/plan.ts'
import { load } from '../../../lib/session/guard.ts'

/** Milliseconds that a part of the page is waited for: who opens it wants to begin, not to wait. */
export const PATIENCE = { timeout: 4000 }

/** What is known of the reader's work. Each part is asked for at once, and fails alone. */
export async function loadWork(): Promise<Work> {
  const newest = async (type: string) => {
    const page = await load(api.content.list({ type, limit: 1 }, PATIENCE), '/home')
    return page.ok ? (page.value.items[0] ?? null) : undefined
  }
  const [profile, connections, audit, competitors, analysis, plan, training, all] = await Promise.all([
    load(api.content.agentProfile({}, PATIENCE), '/home'),
    load(api.oauth.connections({}, PATIENCE), '/home'),
    newest(AUDIT),
    newest(COMPETITORS),
    newest(ANALYSIS),
    newest(PLAN).then(withDocument),
    load(api.content.training({}, PATIENCE), '/home'),
    lessons(),
  ])
  return {
    ...{ audit, competitors, analysis, plan },
    profile: profile.ok ? profile.value : undefined,
    connections: connections.ok ? connections.value : undefined,
    lesson: training.ok ? (courseOf(all, training.value.lessons).next ?? null) : undefined,
  }
}

async function withDocument(newest: { readonly id: string } | null | undefined): Promise<Work['plan']> {
  if (!newest) return newest
  const entry = await load(api.content.get({ id: newest.id }, PATIENCE), '/home')
  const document = entry.ok ? planOf(entry.value.body) : undefined
  return document && { id: newest.id, document }
}
