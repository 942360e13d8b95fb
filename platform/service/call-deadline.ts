import { type CallOptions, ms, type Operation } from '../contract/index.ts'
import type { Deadline } from '../resilience/deadline.ts'
import type { Frame } from './frame.ts'

/** Milliseconds that a call may take, unless its caller gives it less. For a job: its submission; an attempt has its own. */
export const longestCall = (operation: Operation): number =>
  ms(operation.kind === 'job' ? CALL : (operation.deadline ?? CALL))

/** The deadline of a call over a link: the operation's, with the wait for a job's result, and never later than the caller's. */
export function callDeadline(
  { operation, deadline }: { readonly operation: Operation; readonly deadline: number },
  frame: Frame,
  options: CallOptions | undefined,
): Deadline {
  const wait = operation.kind === 'job' ? (options?.wait ?? ms(operation.wait ?? '0s')) : 0
  const within = frame.deadline.within(Math.min(deadline + wait, options?.timeout ?? Number.POSITIVE_INFINITY))
  return options?.signal ? within.until(options.signal) : within
}

const CALL = '10s'
