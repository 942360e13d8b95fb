import { createRouterClient, os } from '@orpc/server'
import { ServiceBroker } from 'moleculer'
import { type Greeting, greet, Input, Output } from './task.ts'

/** What Banyan has on in its own call, as far as Moleculer has it. */
const POLICIES = {
  requestTimeout: 10_000,
  bulkhead: { enabled: true, concurrency: 1_000 },
  circuitBreaker: { enabled: true },
  retryPolicy: { enabled: true },
  metrics: true,
  tracing: true,
}

/** Moleculer's local call with its own validator and the same rules. */
export async function moleculer(policies: boolean) {
  const broker = new ServiceBroker({ logger: false, ...(policies ? POLICIES : { metrics: false }) })
  broker.createService({
    name: 'greeter',
    actions: {
      greet: {
        params: {
          name: { type: 'string', min: 1, max: 100 },
          age: { type: 'number', integer: true, min: 0, max: 150 },
          tags: { type: 'array', items: 'string', max: 10 },
        },
        handler: async (ctx: { params: Greeting }) => greet(ctx.params),
      },
    },
  })
  await broker.start()
  return {
    call: (input: Greeting) => broker.call('greeter.greet', input) as Promise<{ text: string }>,
    stop: () => broker.stop(),
  }
}

/** oRPC's router client, input and output validated by the same zod schemas. */
export function orpc() {
  const router = {
    greet: os
      .input(Input)
      .output(Output)
      .handler(async ({ input }) => greet(input)),
  }
  const client = createRouterClient(router)
  return (input: Greeting) => client.greet(input)
}
