import fc from 'fast-check'
import { expect } from 'vitest'
import { startChain } from './chain/start.ts'
import { tasks } from './chain/task.ts'
import { eventually } from './eventually.ts'
import { property } from './property.ts'

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''))
    .filter((digits) => /[^0]/.test(digits))

/** What a caller from outside says of its own trace; nothing, or something that is no trace. */
const parents = fc.oneof(
  fc.record({ traceId: hex(32), spanId: hex(16), flags: fc.constantFrom('00', '01', '02', '03') }),
  fc.constant(undefined),
)

// Feature: microservices-architecture, Property 24: Trace context goes through all calls
property(24, 'Trace context goes through all calls', async (links) => {
  const chain = await startChain(links)
  const { spans } = chain.app.telemetry
  return {
    inputs: fc.record({ task: tasks(), parent: parents }),
    async holds({ task, parent }) {
      const header = parent && `00-${parent.traceId}-${parent.spanId}-${parent.flags}`
      const { expected, seen, answer } = await chain.run(
        task,
        header === undefined ? {} : { headers: { traceparent: header } },
      )
      // Where nobody brought a trace, the request is the trace.
      const traceId = parent?.traceId ?? answer.headers.get('x-request-id') ?? ''
      const flags = Number(parent?.flags ?? '03')
      const carried = { traceId, sampled: (flags & 1) !== 0, random: (flags & 2) !== 0 }
      for (const { trace } of seen) expect(trace).toMatchObject(carried)
      const handlers = expected.executions.length
      const sockets = links === 'http' ? expected.calls.length : 0
      const jobs = expected.calls.filter(({ as }) => as === 'work').length
      // A request and the operation that it ran are one span; a job that is asked for has a span of its own beside its attempts.
      const count = handlers + jobs + (links === 'http' ? sockets + 1 : 0)
      await eventually(() => spans.recent({ trace: traceId, limit: 1_000 }).length).toBe(count)
      const recorded = new Map(spans.recent({ trace: traceId, limit: 1_000 }).map((span) => [span.spanId, span]))
      expect(recorded.size).toBe(count)

      // One tree, whose root is the request's span, below the caller's where there is one.
      const roots = [...recorded.values()].filter(({ parentId }) => parentId === undefined || !recorded.has(parentId))
      expect(roots.map(({ kind, parentId }) => ({ kind, parentId }))).toEqual([
        { kind: 'server', parentId: parent?.spanId },
      ])
      // It has the form of the task: above each handler the next one is that of the task that this one came of.
      const handlerOf = new Map(seen.map(({ id, trace }) => [trace.spanId, id]))
      for (const { id, trace } of seen) {
        let above = recorded.get(trace.spanId)?.parentId
        while (above !== undefined && recorded.has(above) && !handlerOf.has(above))
          above = recorded.get(above)?.parentId
        expect(handlerOf.get(above ?? '')).toBe(id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : undefined)
      }
    },
    afterwards: chain.nothingMore,
    close: chain.close,
  }
})
