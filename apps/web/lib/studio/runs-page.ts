import type { SavedSummary } from '@banyan/content/contract'
import { failure } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import { isContentJob } from '../content/from-job.ts'
import type { Ask } from '../orchestrate.ts'
import { type StudioKind, studioKindOf } from './kinds.ts'
import type { Services } from './runs.ts'
import { earlierOf } from './start.ts'

/** What stands on the page of runs that were begun together. */
export interface Runs {
  /** The runs of each kind of job: more than one are variants of the same. */
  readonly groups: readonly (readonly Job[])[]
  readonly projects: readonly { readonly id: string; readonly name: string }[] | undefined
  /** What there is of this kind from before, where no model answered. */
  readonly earlier: readonly SavedSummary[]
}

/** At most this many runs share a page: three variants of two kinds. */
const MOST = 6

/** The runs of a page, by their ids. The first must be there and of this kind; others that are not are left out. */
export async function runsPage(ask: Ask, services: Services, kind: StudioKind, ids: readonly string[]): Promise<Runs> {
  const [first, ...others] = [...new Set(ids)].slice(0, MOST)
  const mine = (job: Job | undefined): job is Job => job !== undefined && studioKindOf(job.kind)?.key === kind.key
  const [job, siblings, projects] = await Promise.all([
    ask('this run', () => services.jobs.get({ id: first ?? '' })),
    Promise.all(
      others.map((id) =>
        ask(
          'a run beside this one',
          () => services.jobs.get({ id }),
          () => undefined,
        ),
      ),
    ),
    ask(
      'your projects',
      () => services.content.projects({}),
      () => undefined,
    ),
  ])
  if (!mine(job) || !isContentJob(job.kind)) throw failure('notFound', 'There is no such run of this kind.')
  const all = [job, ...siblings.filter(mine)]
  const down = all.some(({ error }) => error?.code === 'modelUnavailable')
  return {
    groups: [...Map.groupBy(all, (each) => each.kind).values()],
    projects: projects?.items,
    earlier: down ? await earlierOf(ask, services, kind, 5) : [],
  }
}
