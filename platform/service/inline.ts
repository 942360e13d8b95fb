import { type CallOptions, Failure, failure } from '../contract/index.ts'
import { late } from '../resilience/deadline.ts'
import { insideTransaction } from '../store/inside.ts'
import { callDeadline } from './call-deadline.ts'
import type { Frame } from './frame.ts'
import { frozen } from './freeze.ts'
import type { Link, Origin } from './link.ts'
import type { Observer } from './observer.ts'
import type { Plan } from './plan.ts'

export interface InlineOptions {
  /** The plans of the called service, by operation. They may appear after the link is made. */
  readonly plans: ReadonlyMap<string, Plan>
  readonly observer: Observer
  /** Development and tests: what crosses is frozen, and a call from within a transaction is refused. */
  readonly strict: boolean
}

/** The link within a process: the plan, directly. Costs no serialisation, so what crosses must not be changed. */
export function inlineLink({ plans, observer, strict }: InlineOptions): Link {
  const planOf = (operation: string): Plan => {
    const plan = plans.get(operation)
    if (!plan) throw failure('internal', { cause: new Error(`no operation "${operation}"`) })
    return plan
  }
  const link: Link = {
    call(operation, input, from, options) {
      const plan = planOf(operation)
      const frame = frameFor(plan, from, options, observer)
      return within(frame, from, plan.run(input, frame))
    },
    stream: (operation, input, from, options) => {
      const plan = planOf(operation)
      return plan.stream(input, frameFor(plan, from, options, observer))
    },
  }
  return strict ? strictly(link) : link
}

function frameFor(plan: Plan, { service, frame }: Origin, options: CallOptions | undefined, observer: Observer): Frame {
  return {
    caller: { user: frame.caller.user, service },
    deadline: callDeadline(plan, frame, options),
    requestId: frame.requestId,
    trace: observer.child(frame.trace),
    idempotencyKey: options?.idempotencyKey,
    ip: frame.ip,
    wait: options?.wait,
    notes: frame.notes,
  }
}

/** The caller's own deadline is watched where it began; only a shorter one needs a watch here. */
function within<T>(frame: Frame, from: Origin, answer: Promise<T>): Promise<T> {
  const { deadline } = frame
  if (deadline === from.frame.deadline) return answer
  return new Promise((resolve, reject) => {
    const { signal } = deadline
    const end = () => reject(signal.reason instanceof Failure ? signal.reason : late())
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
    answer.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', end)
      deadline.release()
    })
  })
}

function strictly(link: Link): Link {
  return {
    async call(operation, input, from, options) {
      refuseInsideTransaction(operation)
      return frozen(await link.call(operation, frozen(input), from, options))
    },
    stream(operation, input, from, options) {
      refuseInsideTransaction(operation)
      return link.stream(operation, frozen(input), from, options)
    },
  }
}

/** A transaction holds locks and a connection: waiting there for somebody else can stop the whole service. */
export function refuseInsideTransaction(operation: string): void {
  if (insideTransaction())
    throw failure('internal', {
      cause: new Error(`"${operation}" is called inside a transaction: call it before, or enqueue a job`),
    })
}
