import type { Caller, Frame, Trace } from 'banyan/service'
import type { Execution } from './expected.ts'
import type { Manner, Task } from './task.ts'

/** One time that a handler was called, with what it was called with. */
export interface Seen extends Execution {
  readonly trace: Trace
  readonly requestId: string
  readonly caller: Caller
}

/** Notes whenever a handler of a station begins, and may hold up those that nobody waits for. */
export class Witness {
  readonly #seen = new Map<string, Seen[]>()
  readonly #holds = new Map<string, Promise<unknown>>()

  /** Jobs and listeners of what came of this task go on when `until` has ended. */
  hold(root: string, until: Promise<unknown>): void {
    this.#holds.set(root, until)
  }

  async saw({ id, at }: Task, as: Manner, { caller, requestId, trace }: Frame): Promise<void> {
    const root = rootOf(id)
    const seen = this.#seen.get(root) ?? []
    seen.push({ id, at, as, caller, requestId, trace })
    this.#seen.set(root, seen)
    if (as !== 'act') await this.#holds.get(root)
  }

  /** What was seen of a task and everything that came of it. */
  of(root: string): readonly Seen[] {
    return this.#seen.get(root) ?? []
  }
}

const rootOf = (id: string): string => id.split('.', 1)[0] ?? id
