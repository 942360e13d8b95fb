import { httpMapping, ms, type Operation } from '../../../contract/index.ts'
import type { Frame } from '../../../service/frame.ts'
import type { Plan } from '../../../service/plan.ts'

type Handler = (input: Record<string, unknown>, frame: Frame) => unknown

/** A plan without policies: what it is called with goes straight to `handle`. */
export function fakePlan(name: string, operation: Operation, handle: Handler): Plan {
  return {
    id: `fake.${name}`,
    service: 'fake',
    name,
    operation,
    mapping: httpMapping(operation),
    deadline: operation.kind === 'job' ? 10_000 : ms(operation.deadline ?? '10s'),
    run: async (input, frame) => handle(input as Record<string, unknown>, frame),
    stream: (input, frame) => handle(input as Record<string, unknown>, frame) as AsyncIterable<unknown>,
  }
}
