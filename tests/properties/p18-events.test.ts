import { kinds } from 'banyan/contract'
import { expect } from 'vitest'
import { startChain } from './chain/start.ts'
import { listener, type Task, tasks } from './chain/task.ts'
import { eventually } from './eventually.ts'
import { property } from './property.ts'

// Feature: microservices-architecture, Property 18: What happens later is announced by events, never called for directly
property(18, 'What happens later is announced by events, never called for directly', async (links) => {
  const chain = await startChain(links)
  const { database, telemetry } = chain.app
  const delivered = async (id: string) => {
    const { rows } = await database.pool.query<{ consumer: string; source: string; type: string; id: string }>(
      `select consumer, source, type, data->>'id' as id from banyan.inbox where starts_with(data->>'id', $1)`,
      [`${id}.`],
    )
    return rows
  }
  const ended = async (id: string) => {
    const { rows } = await database.pool.query<{ id: string; service: string; status: string }>(
      `select input->'task'->>'id' as id, service, status from banyan.jobs where starts_with(input->'task'->>'id', $1)`,
      [`${id}.`],
    )
    return rows
  }

  return {
    inputs: tasks(),
    async holds(task: Task) {
      // Nothing that happens later can move before the answer: if anybody waited for it, there would be none.
      const { id, expected, seen, answer } = await chain.run(task, { held: true })
      expect(answer.status).toBe(expected.answer ? kinds[expected.answer.kind].status : 200)

      // An event for each announcement that committed, none for any other, through the outbox of whoever announced it.
      const { announced, jobs } = expected
      const events = announced.map(({ id, at }) => ({ id, at, source: sourceOf(at) }))
      const found = (await delivered(id)).map(({ id, consumer, source, type }) => {
        expect(type).toBe(`${sourceOf(consumer)}.announced`)
        return { id, at: consumer, source: source.split('/').at(-1) }
      })
      expect(found.sort(byId)).toEqual(events.sort(byId))
      // Jobs end as they must, whatever those who asked for them or hear of them do.
      const ends = jobs.map(({ task: { id, at: service }, done }) => ({
        id,
        service,
        status: done ? 'done' : 'failed',
      }))
      await eventually(async () => (await ended(id)).sort(byId)).toEqual(ends.sort(byId))

      // Who listens is called by nobody: it acts on the event, in the announcer's trace, and for no user.
      const trace = seen[0]?.trace.traceId
      const spans = () => telemetry.spans.recent({ trace, limit: 1_000 })
      for (const { at, as, trace, caller } of seen) {
        if (as !== 'hear') continue
        expect(caller).toEqual({ user: null, service: sourceOf(at) })
        await eventually(() => spans().find(({ spanId }) => spanId === trace.spanId)).toMatchObject({
          kind: 'consumer',
          service: at,
          name: `${sourceOf(at)}.announced`,
        })
        expect(spans().find(({ spanId }) => spanId === trace.parentId)).toMatchObject({ service: sourceOf(at) })
      }
    },
    afterwards: chain.nothingMore,
    close: chain.close,
  }
})

/** Whom a station hears. */
const sourceOf = (at: string): string => Object.entries(listener).find(([, to]) => to === at)?.[0] ?? ''

const byId = (a: { id: string }, b: { id: string }): number => a.id.localeCompare(b.id)
