import type { Plan } from '../../service/plan.ts'
import type { Exchange } from './exchange.ts'

/**
 * Refuses a call that would come to a process with too much to do, before anything is done for it. A stream that is cut
 * comes back at once, and who watches does no work: those are let in.
 */
export function admit({ host: { load } }: Exchange, { operation }: Plan): void {
  if (!load || operation.kind === 'stream') return
  const refused = load.admit(operation.importance ?? 'normal')
  if (refused) throw refused
}
