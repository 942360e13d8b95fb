import type { AgentProfile, SavedSummary } from '@banyan/content/contract'
import type { Connection } from '@banyan/oauth/contract'
import { auditable, completeness } from '../../lib/agent/completeness.ts'
import type { PlanDocument } from '../../lib/market/plan.ts'

/** What is known of somebody's work. Undefined is what nobody could say just now. */
export interface Work {
  readonly profile: AgentProfile | undefined
  readonly connections: readonly Connection[] | undefined
  /** The newest of each kind; null where there is none. */
  readonly audit: Newest | undefined
  readonly competitors: Newest | undefined
  readonly analysis: Newest | undefined
  readonly plan: { readonly id: string; readonly document: PlanDocument } | null | undefined
  /** The first lesson that is not done; null where all are. */
  readonly lesson: { readonly key: string; readonly title: string; readonly minutes: number } | null | undefined
}
type Newest = Pick<SavedSummary, 'id' | 'createdAt'> | null

export interface Step {
  readonly key: 'profile' | 'accounts' | 'audit' | 'competitors' | 'reviews' | 'plan' | 'training'
  readonly done: boolean
  readonly title: string
  readonly why: string
  readonly href: string
}

/** Milliseconds after which an audit is worth another look: platforms take weeks to change. */
const OLD = 30 * 24 * 3600_000

/** What there is to do, in the order in which it helps; what is not known is left out. `now` in milliseconds. */
export function stepsOf(work: Work, now: number): readonly Step[] {
  const found = [
    work.profile && profileStep(work.profile),
    work.connections && accountsStep(work.connections),
    work.audit !== undefined && auditStep(work.audit, now),
    work.competitors !== undefined && competitorsStep(work.competitors),
    work.analysis !== undefined && reviewsStep(work.analysis),
    work.plan !== undefined && planStep(work.plan),
    work.lesson !== undefined && trainingStep(work.lesson),
  ]
  return found.filter((step) => step !== undefined && step !== false)
}

function profileStep(profile: AgentProfile): Step {
  const { gaps, percent } = completeness(profile)
  const [first] = gaps
  return {
    key: 'profile',
    done: gaps.length === 0,
    title: auditable(profile) ? `Complete your profile: ${percent}%` : 'Fill in your profile',
    why: first ? `${first.label} is missing. ${first.use}` : 'All that the tools work with is there.',
    href: '/profile',
  }
}

/** Undefined where this server is set up for no account: there is nothing to do about it here. */
function accountsStep(connections: readonly Connection[]): Step | undefined {
  const usable = connections.filter(({ configured }) => configured)
  const lapsed = usable.find(({ state }) => state === 'expired' || state === 'needs_reauth')
  const [first] = usable
  if (!first) return undefined
  const step = { key: 'accounts', href: '/integrations' } as const
  if (lapsed)
    return { ...step, done: false, title: `Reconnect ${lapsed.name}`, why: lapsed.prompt ?? 'Its access has ended.' }
  const connected = usable.some(({ state }) => state === 'connected')
  return {
    ...step,
    done: connected,
    title: connected ? 'An account is connected' : `Connect ${first.name}`,
    why: 'Your reviews come over with one click.',
  }
}

function auditStep(audit: Newest, now: number): Step {
  const old = audit !== null && now - Date.parse(audit.createdAt) > OLD
  return {
    key: 'audit',
    done: audit !== null && !old,
    title: old ? 'Run the brand audit again' : 'Run a brand audit',
    why: old
      ? 'The last one is more than a month old. The new one says what has changed.'
      : 'See where your name, address and phone stand wrong.',
    href: '/audit',
  }
}

const competitorsStep = (list: Newest): Step => ({
  key: 'competitors',
  done: list !== null,
  title: 'Find your competitors',
  why: 'Know whom you lose listings to, and how they stand.',
  href: '/competitors',
})

const reviewsStep = (analysis: Newest): Step => ({
  key: 'reviews',
  done: analysis !== null,
  title: 'Learn from your reviews',
  why: 'See what clients speak of, and what to change.',
  href: '/reviews',
})

function planStep(plan: Exclude<Work['plan'], undefined>): Step {
  const next = plan?.document.plan.steps.find(({ done }) => !done)
  if (!plan) {
    const why = 'A few steps that follow from your audit and your competitors.'
    return { key: 'plan', done: false, title: 'Make a marketing plan', why, href: '/plan' }
  }
  return {
    key: 'plan',
    done: next === undefined,
    title: next ? `Next in your plan: ${next.title}` : 'All steps of your plan are done',
    why: next?.description ?? '',
    href: `/plan/${plan.id}`,
  }
}

const trainingStep = (lesson: Exclude<Work['lesson'], undefined>): Step => ({
  key: 'training',
  done: lesson === null,
  title: lesson ? `Read: ${lesson.title}` : 'All lessons are done',
  why: lesson ? `A lesson of ${lesson.minutes} minutes.` : '',
  href: lesson ? `/training/${lesson.key}` : '/training',
})
