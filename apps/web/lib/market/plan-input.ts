import type { AuditDocument } from './audit.ts'
import type { CompetitorsDocument } from './competitors.ts'
import { type NumberName, numberNames } from './figures.ts'

export interface PlanSources {
  readonly audit: AuditDocument | undefined
  readonly list: CompetitorsDocument | undefined
}

/** What the contract takes at most. */
const RESULTS = 30
const RIVALS = 10
const SUMMARY = 4000

/** What a plan is made of. A number that nobody knows is left out: 0 would be taken for one. */
export function planInput({ audit, list }: PlanSources, { goal, budget }: { goal: string; budget: string }) {
  const own = list?.own && known(list.own)
  return {
    brandAudit: {
      ...(audit?.summary.trim() && { summary: audit.summary.slice(0, SUMMARY) }),
      ...(audit && { results: audit.results.slice(0, RESULTS) }),
      ...(own && Object.keys(own).length > 0 && { own }),
    },
    competitors: (list?.competitors ?? []).slice(0, RIVALS).map(({ name, agency, ...numbers }) => ({
      name,
      ...(agency && { agency }),
      ...known(numbers),
    })),
    ...(goal.trim() && { goal: goal.trim() }),
    ...(budget.trim() && { budget: budget.trim() }),
  }
}

const known = (numbers: Readonly<Record<NumberName, number>>): Partial<Record<NumberName, number>> =>
  Object.fromEntries(numberNames.filter((name) => numbers[name] > 0).map((name) => [name, numbers[name]]))
