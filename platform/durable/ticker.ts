import type { Core } from './core.ts'
import { Gate } from './gate.ts'

/** Something to be done again and again. */
export interface Task {
  readonly name: string
  /** Milliseconds between the end of one turn and the beginning of the next. */
  readonly every: number
  run(signal: AbortSignal): Promise<unknown>
}

/** Runs tasks from time to time until it is stopped; one that fails is tried again at its next turn. */
export class Ticker {
  readonly #core: Core
  readonly #tasks: readonly Task[]
  readonly #stopped = new AbortController()
  #loops: Promise<void>[] = []

  constructor(core: Core, tasks: readonly Task[]) {
    this.#core = core
    this.#tasks = tasks
  }

  start(): void {
    this.#loops = this.#tasks.map((task) => this.#repeat(task, this.#stopped.signal))
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    await Promise.all(this.#loops)
  }

  async #repeat({ name, every, run }: Task, signal: AbortSignal): Promise<void> {
    const { clock, log, random } = this.#core
    const rest = new Gate()
    // Processes that started together need not look together.
    await rest.wait(clock, every * random.next(), signal)
    while (!signal.aborted) {
      try {
        await run(signal)
      } catch (error) {
        log.warn({ err: error, task: name }, 'durable upkeep failed; trying again soon')
      }
      await rest.wait(clock, every, signal)
    }
  }
}
