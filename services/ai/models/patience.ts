import type { Clock } from 'banyan/clock'
import { ModelFault } from './fault.ts'

/** Ends a call that takes too long in all, or too long for the next word. Times in milliseconds. */
export function patience(clock: Clock, { attempt, idle }: { readonly attempt: number; readonly idle: number }) {
  const controller = new AbortController()
  const giveUp = () => controller.abort(new ModelFault('tooSlow'))
  const stopAttempt = clock.timer(attempt, giveUp)
  let stopIdle = clock.timer(idle, giveUp)
  return {
    signal: controller.signal,
    get fault(): ModelFault | undefined {
      return controller.signal.aborted ? controller.signal.reason : undefined
    },
    renew() {
      stopIdle()
      stopIdle = clock.timer(idle, giveUp)
    },
    end() {
      stopAttempt()
      stopIdle()
    },
  }
}
