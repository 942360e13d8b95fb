import { systemClock as clock, systemRandom as random } from '../../platform/clock/index.ts'
import { contract, query } from '../../platform/contract/index.ts'
import { Breakers, Deadline } from '../../platform/resilience/index.ts'
import { GuardedLink } from '../../platform/service/guarded-link.ts'
import { use } from '../../platform/service/use.ts'
import { Input, Output } from '../inline/task.ts'
import type { Work } from './task.ts'

const target = contract('target', { work: query({ auth: 'public', input: Input, output: Output }) })

/** What stands between a service and one that it uses, with a fallback, over a link that only does the work. */
export function banyan(work: Work): Work {
  const { policy } = use(target, { fallback: { work: () => ({ text: 'instead' }) } })
  const link = new GuardedLink(
    { call: () => work(), stream: () => undefined as never },
    {
      service: 'caller',
      contract: target,
      policy,
      breakers: new Breakers(clock),
      clock,
      random,
      observer: {},
      context: () => undefined as never,
    },
  )
  const frame = {
    caller: { user: null, service: null },
    deadline: Deadline.in(clock, 3_600_000),
    requestId: 'r1',
    trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true },
    idempotencyKey: undefined,
    ip: undefined,
    wait: undefined,
  }
  const from = { service: 'caller', frame }
  return () => link.call('work', undefined, from) as Promise<{ text: string }>
}
