import { expect } from 'vitest'
import type { CallMade } from './chain/expected.ts'
import { startChain } from './chain/start.ts'
import { type Task, tasks } from './chain/task.ts'
import { eventually } from './eventually.ts'
import { property } from './property.ts'

const told = ({ from, to, as }: CallMade): string => `${from} calls ${to}.${as}`

// Feature: microservices-architecture, Property 26: Each call from service to service is recorded in the trace
property(26, 'Each call from service to service is recorded in the trace', async (links) => {
  const chain = await startChain(links)
  const { app } = chain
  const recorded = (trace: string) => app.telemetry.spans.recent({ trace, limit: 1_000 })

  /** Over sockets, a span of the caller with one of the called service in it. */
  function overSockets(trace: string): string[] {
    const spans = recorded(trace)
    return spans.flatMap(({ kind, service, name, spanId, attributes }) => {
      if (kind !== 'client') return []
      const [to = '', as = ''] = name.split('.')
      expect(attributes).toEqual({ 'peer.service': to })
      const within = spans.filter(({ parentId }) => parentId === spanId)
      expect(within).toMatchObject([
        { kind: 'server', service: to, name, attributes: { 'http.route': `/${to}/${as}` } },
      ])
      return [`${service} calls ${name}`]
    })
  }
  /** Within a process, a span of the called service in one of the caller; an attempt at a job is one in its acceptance. */
  function within(trace: string): string[] {
    const spans = recorded(trace)
    return spans.flatMap(({ service, name, parentId }) => {
      const above = spans.find(({ spanId }) => spanId === parentId)
      if (!above || name.endsWith('.announced') || above.service === service || above.name.endsWith('.announced'))
        return []
      return [`${above.service} calls ${name}`]
    })
  }

  return {
    inputs: tasks(),
    async holds(task: Task) {
      const { expected, seen } = await chain.run(task)
      const trace = seen[0]?.trace.traceId ?? ''
      const calls = links === 'http' ? expected.calls : expected.calls.filter(({ from }) => from !== 'gateway')
      const found = () => (links === 'http' ? overSockets(trace) : within(trace))
      await eventually(() => found().sort()).toEqual(calls.map(told).sort())
    },
    async afterwards() {
      await chain.nothingMore()
      if (links === 'inline') return
      // One that does not arrive is recorded all the same.
      await app.split?.cut('gamma')
      const nothing = { outcome: 'well', calls: [], announces: [], enqueues: [] } as const
      const lost: Task = { ...nothing, id: 'lost', at: 'gamma' }
      const task: Task = { ...nothing, id: 'asks', at: 'alpha', calls: [{ as: 'act', task: lost, tolerated: false }] }
      const answer = await fetch(`${app.baseUrl}/alpha/act`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ task }),
      })
      expect(answer.status).toBe(503)
      const ofGamma = () =>
        recorded(answer.headers.get('x-request-id') ?? '').filter(({ name }) => name === 'gamma.act')
      expect(ofGamma()).toMatchObject([{ kind: 'client', service: 'alpha', error: 'unavailable' }])
    },
    close: chain.close,
  }
})
