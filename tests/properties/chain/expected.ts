import { type Kind, kinds } from 'banyan/contract'
import type { Manner, Outcome, Station, Task } from './task.ts'

/** How often a job is attempted, and an event delivered, before it is given up. */
export const ATTEMPTS = 2

/** One time that a station carried out a task. */
export interface Execution {
  readonly id: string
  readonly at: Station
  readonly as: Manner
}

export interface CallMade {
  readonly from: Station | 'gateway'
  readonly to: Station
  readonly as: 'act' | 'work'
}

/** What a task must lead to, told by a few lines that know nothing of the platform. */
export interface Expected {
  readonly executions: readonly Execution[]
  /** From the outside to `alpha` too. */
  readonly calls: readonly CallMade[]
  /** Each failure, by code and service. */
  readonly errors: readonly FailureMet[]
  /** Each event that is announced for good. */
  readonly announced: readonly Task[]
  /** Each job that is accepted, and whether it will be done. */
  readonly jobs: readonly { readonly task: Task; readonly done: boolean }[]
  /** What whoever asked is answered. */
  readonly answer: Told | undefined
}

export interface FailureMet {
  readonly type: string
  readonly service: Station
  readonly as: Manner
  /** Whether it comes of a bug, there or in what was called. */
  readonly bug: boolean
}

/** A failure as the caller is told of it. */
export interface Told {
  readonly bug: boolean
  readonly code: string
  readonly kind: Kind
  readonly retry: boolean
}

export function expectedOf(root: Task): Expected {
  const executions: Execution[] = []
  const calls: CallMade[] = []
  const errors: FailureMet[] = []
  const announced: Task[] = []
  const jobs: { task: Task; done: boolean }[] = []

  /** Once, with everything that comes of it. */
  function carryOut(task: Task, as: Manner): Told | undefined {
    executions.push({ id: task.id, at: task.at, as })
    const failed = failing(task)
    if (failed) errors.push({ type: failed.code, service: task.at, as, bug: failed.bug })
    if (failed) return failed
    for (const each of task.announces) {
      announced.push(each)
      repeatedly(() => carryOut(each, 'hear'), always)
    }
    for (const each of task.enqueues) accept(each)
    return undefined
  }
  function failing(task: Task): Told | undefined {
    for (const { as, task: asked, tolerated } of task.calls) {
      calls.push({ from: task.at, to: asked.at, as })
      const failed = as === 'work' ? accept(asked) : carryOut(asked, 'act')
      if (failed && !tolerated) return passedOn(failed)
    }
    return toldOf(task.outcome)
  }
  function accept(task: Task): undefined {
    const failed = repeatedly(() => carryOut(task, 'work'), worthAnother)
    jobs.push({ task, done: failed === undefined })
  }

  calls.push({ from: 'gateway', to: root.at, as: 'act' })
  const answer = carryOut(root, 'act')
  return { executions, calls, errors, announced, jobs, answer }
}

function repeatedly(attempt: () => Told | undefined, again: (failed: Told) => boolean): Told | undefined {
  for (let left = ATTEMPTS; ; left--) {
    const failed = attempt()
    if (!failed || left === 1 || !again(failed)) return failed
  }
}

const always = () => true
const worthAnother = ({ kind, retry }: Told): boolean => retry || kind === 'internal'

const told = (kind: Kind, code: string = kind, retry: boolean = kinds[kind].retry): Told => ({
  code,
  kind,
  retry,
  bug: kind === 'internal',
})

function toldOf(outcome: Outcome): Told | undefined {
  if (outcome === 'well') return undefined
  if (outcome === 'refused') return told('conflict', 'refused')
  if (outcome === 'bug' || outcome === 'late' || outcome === 'wrongOutput') return told('internal')
  return told(outcome)
}

/** Somebody else's failure is one's own only where it is declared as such. */
function passedOn(failed: Told): Told {
  const { code, kind, retry, bug } = failed
  if (code === 'refused' || kind === 'deadlineExceeded') return { ...failed, bug: false }
  const mayPass = kind === 'unavailable' || kind === 'limited'
  return { ...told(mayPass ? 'unavailable' : 'downstreamFailed', undefined, retry), bug: bug && kind === 'internal' }
}
