import type { GeneratorInfo, ModelInfo } from '@banyan/ai/contract'
import type { AgentProfile, SavedSummary } from '@banyan/content/contract'
import type { Job, JobSummary } from 'banyan/durable/contract'
import { REPORT } from '../library/document.ts'
import type { Ask } from '../orchestrate.ts'
import type { StudioKind } from './kinds.ts'
import type { Services } from './runs.ts'
import { earlierOf } from './start.ts'

/** What stands on the page of a kind. What did not answer is undefined or empty, and named in the answer's `without`. */
export interface Desk {
  readonly profile: AgentProfile | undefined
  /** The newest runs. */
  readonly runs: readonly JobSummary[]
  readonly earlier: readonly SavedSummary[]
  /** Reports that something can be written from. */
  readonly reports: readonly SavedSummary[]
  readonly models: readonly ModelInfo[] | undefined
  /** What the kinds of jobs need and are expected to cost. */
  readonly generators: readonly GeneratorInfo[]
  /** The run whose form is to be filled in again. */
  readonly again: Job | undefined
}

const MOST = 8

/** Asks five services' worth of questions at once; none of them keeps the form from its writer. */
export async function desk(ask: Ask, services: Services, kind: StudioKind, again?: string): Promise<Desk> {
  const [profile, runs, earlier, reports, models, generators, from] = await Promise.all([
    ask('your profile', () => services.content.agentProfile({}), nothing),
    Promise.all(
      kind.makes.map(({ job }) =>
        ask('your recent runs', () => services.jobs.list({ kind: job, limit: MOST }), noItems<JobSummary>),
      ),
    ),
    earlierOf(ask, services, kind, 5),
    ask('your reports', () => services.content.list({ type: REPORT, limit: 50 }), noItems<SavedSummary>),
    ask('the models', () => services.ai.models({}), nothing),
    ask(
      'the estimates',
      () => services.ai.generators({}),
      () => [] as GeneratorInfo[],
    ),
    again ? ask('the run before', () => services.jobs.get({ id: again }), nothing) : undefined,
  ])
  return {
    profile,
    runs: runs
      .flatMap(({ items }) => items)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      .slice(0, MOST),
    earlier,
    reports: reports.items,
    models,
    generators,
    again: from,
  }
}

const nothing = () => undefined
const noItems = <T>(): { items: T[] } => ({ items: [] })
