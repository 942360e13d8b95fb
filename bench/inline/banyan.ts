import { pino } from 'pino'
import { systemClock, systemRandom } from '../../platform/clock/index.ts'
import { type Client, contract, query } from '../../platform/contract/index.ts'
import { Breakers, Deadline } from '../../platform/resilience/index.ts'
import { bindClient } from '../../platform/service/bindings.ts'
import { GuardedLink } from '../../platform/service/guarded-link.ts'
import { contextClass } from '../../platform/service/handler-context.ts'
import { inlineLink } from '../../platform/service/inline.ts'
import { operationPlan } from '../../platform/service/operation-plan.ts'

import { createTelemetry } from '../../platform/telemetry/index.ts'
import { type Greeting, greet, Input, Output } from './task.ts'

const greeter = contract('greeter', { greet: query({ auth: 'user', input: Input, output: Output }) })

/** The plan of one operation, the inline link to it and what guards it, as the runtime makes them in production. */
export function banyan(): (input: Greeting) => Promise<{ text: string }> {
  const log = pino({ level: 'silent' })
  const observer = createTelemetry({
    clock: systemClock,
    random: systemRandom,
    config: { NODE_ENV: 'production', LOG_LEVEL: 'silent', OTEL_EXPORTER_OTLP_ENDPOINT: undefined },
    place: 'bench',
    terminal: false,
    processMetrics: false,
  })
  const never = class {} as never
  const parts = {
    clock: systemClock,
    random: systemRandom,
    log,
    config: {},
    resources: undefined,
    store: {} as never,
    breakers: new Breakers(systemClock),
    Calls: never,
    Emits: never,
    Enqueues: never,
  }
  const plan = operationPlan('greet', greeter.members.greet, {
    service: 'greeter',
    clock: systemClock,
    log,
    observer,
    durable: {} as never,
    Context: contextClass(parts, {}),
    handler: async (input: Greeting) => greet(input),
  })
  const inline = inlineLink({ plans: new Map([['greet', plan]]), observer, strict: false })
  const link = new GuardedLink(inline, {
    service: 'caller',
    contract: greeter,
    policy: {},
    breakers: parts.breakers,
    clock: systemClock,
    random: systemRandom,
    observer,
    context: () => never,
  })
  const frame = {
    caller: { user: { id: 'u1', roles: [], session: 's1' }, service: null },
    deadline: Deadline.in(systemClock, 5_000),
    requestId: 'r1',
    trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true },
    idempotencyKey: undefined,
    ip: undefined,
    wait: undefined,
  }
  const Client = bindClient('caller', greeter, link)
  // A new client a call, as `ctx.call.greeter` is in a handler; a new deadline now and then, as requests have.
  let calls = 0
  return (input) => {
    if (calls++ % 100 === 0) frame.deadline = Deadline.in(systemClock, 5_000)
    return (new Client(frame) as Client<typeof greeter>).greet(input)
  }
}
