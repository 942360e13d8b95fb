import type { Clock } from 'banyan/clock'
import { Deadline } from 'banyan/resilience'
import type { Logger } from 'pino'
import type { SearchProvider } from '../provider/provider.ts'
import { EngineFault, NoAnswer } from './fault.ts'
import type { Outside } from './outside.ts'

export interface ChainParts {
  readonly clock: Clock
  readonly log: Logger
  /** Milliseconds for all engines together. */
  readonly patience: number
}

/** Several engines as one: the first is asked, and the next when it gives no answer. Rejects with `NoAnswer`. */
export function chainOf(engines: readonly Outside[], { clock, log, patience }: ChainParts): SearchProvider {
  async function inTurn<A>(
    signal: AbortSignal,
    ask: (engine: Outside, deadline: Deadline, isLast: boolean) => Promise<A>,
  ): Promise<A> {
    const deadline = Deadline.in(clock, patience).until(signal)
    const faults: { engine: string; fault: EngineFault }[] = []
    for (const [at, engine] of engines.entries()) {
      const left = engines.length - at
      // None may take so long that there is no time left for those after it.
      const share = deadline.within(deadline.remaining / left)
      try {
        return await ask(engine, share, left === 1)
      } catch (error) {
        signal.throwIfAborted()
        const fault = share.expired && !(error instanceof EngineFault) ? new EngineFault('tooSlow') : error
        if (!(fault instanceof EngineFault)) throw fault
        faults.push({ engine: engine.name, fault })
        log.warn({ engine: engine.name, fault: fault.kind, status: fault.status }, 'a search engine gave no answer')
      } finally {
        if (share !== deadline) share.release()
      }
    }
    throw new NoAnswer(faults)
  }
  return {
    web: (request, signal) => inTurn(signal, (engine, deadline, isLast) => engine.web(request, deadline, isLast)),
    news: (request, signal) => inTurn(signal, (engine, deadline, isLast) => engine.news(request, deadline, isLast)),
  }
}
