import { type Kind, kinds } from 'banyan/contract'
import fc from 'fast-check'

/** Services that hand tasks to each other: alpha may call beta and gamma, beta may call gamma. */
export const stations = ['alpha', 'beta', 'gamma'] as const
export type Station = (typeof stations)[number]

/** Who hears what a station announces. */
export const listener = { alpha: 'beta', beta: 'gamma', gamma: 'alpha' } as const satisfies Record<Station, Station>

/** How a station carries a task out: as an answer at once, as a job, or because it heard of it. */
export type Manner = 'act' | 'work' | 'hear'

/** `refused` is declared by the operations; `late` is a bug in the transaction that the task ends with. */
export type Outcome = 'well' | Kind | 'refused' | 'bug' | 'wrongOutput' | 'late'

/** A task, with everything that comes of it at other stations. */
export interface Task {
  readonly id: string
  readonly at: Station
  readonly outcome: Outcome
  /** What is asked of others before the task ends. Only `act` and `work` may ask. */
  readonly calls: readonly Call[]
  /** Announced with its end, for the listener. */
  readonly announces: readonly Task[]
  /** Jobs of its own that begin with its end. */
  readonly enqueues: readonly Task[]
}

export interface Call {
  readonly as: 'act' | 'work'
  readonly task: Task
  /** Whether the task goes on when the call fails. */
  readonly tolerated: boolean
}

/** A task at `alpha` that somebody asks for, with ids by their place in it. */
export const tasks = (): fc.Arbitrary<Task> => unnamed('alpha', 'act', 3).map((task) => named(task, '0'))

/** The same with other ids, so that no two runs share one. */
export function named(task: Task, id: string): Task {
  return {
    ...task,
    id,
    calls: task.calls.map((call, at) => ({ ...call, task: named(call.task, `${id}.c${at}`) })),
    announces: task.announces.map((each, at) => named(each, `${id}.a${at}`)),
    enqueues: task.enqueues.map((each, at) => named(each, `${id}.e${at}`)),
  }
}

function unnamed(at: Station, as: Manner, depth: number): fc.Arbitrary<Task> {
  const below = stations.slice(stations.indexOf(at) + 1)
  const few = (item: () => fc.Arbitrary<Task>) =>
    depth === 0 ? fc.constant([]) : fc.array(item(), { maxLength: 1, depthIdentifier: 'task' })
  const calls =
    as === 'hear' || depth === 0 || below.length === 0
      ? fc.constant([])
      : fc.array(fc.oneof(...below.flatMap((to) => (['act', 'work'] as const).map((how) => call(to, how, depth)))), {
          maxLength: 2,
        })
  return fc.record({
    id: fc.constant(''),
    at: fc.constant(at),
    outcome: outcomes[as],
    calls,
    announces: few(() => unnamed(listener[at], 'hear', depth - 1)),
    enqueues: few(() => unnamed(at, 'work', depth - 1)),
  })
}

const call = (to: Station, as: 'act' | 'work', depth: number): fc.Arbitrary<Call> =>
  fc.record({ as: fc.constant(as), task: unnamed(to, as, depth - 1), tolerated: fc.boolean() })

const allKinds = Object.keys(kinds) as Kind[]
const mostlyWell = (...others: Outcome[]): fc.Arbitrary<Outcome> =>
  fc.oneof({ weight: 7, arbitrary: fc.constant<Outcome>('well') }, { weight: 3, arbitrary: fc.constantFrom(...others) })
const outcomes: Record<Manner, fc.Arbitrary<Outcome>> = {
  act: mostlyWell(...allKinds, 'refused', 'bug', 'wrongOutput', 'late'),
  work: mostlyWell(...allKinds, 'refused', 'bug', 'wrongOutput', 'late'),
  hear: mostlyWell(...allKinds, 'bug', 'late'),
}
