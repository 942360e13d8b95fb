import fc from 'fast-check'
import { expect } from 'vitest'
import * as z from 'zod'
import type { Expected } from './chain/expected.ts'
import { startChain } from './chain/start.ts'
import { type Task, tasks } from './chain/task.ts'
import { eventually } from './eventually.ts'
import { property } from './property.ts'

const Line = z.looseObject({
  level: z.enum(['debug', 'info', 'warn', 'error']),
  time: z.iso.datetime(),
  place: z.string(),
  msg: z.string(),
  requestId: z.string().optional(),
  traceId: z.string().optional(),
  task: z.string().optional(),
})
type Line = z.infer<typeof Line>

/** What is told of the process itself, and of no request. */
const ofTheProcess = new Set(['durable work begins'])

/** Ids as callers may choose them, none, and what is not safe in a log. */
const requestIds = fc.oneof(
  fc.stringMatching(/^[\w.:-]{1,128}$/),
  fc.constantFrom(undefined, 'two words', 'a\tb', '{"level":"error"}', 'x'.repeat(129)),
)
const isId = (given: string | undefined) => given !== undefined && /^[\w.:-]{1,128}$/.test(given)

/** How many lines there must be of each sort, for what was answered, begun and failed. */
function sortsOf({ calls, errors, executions }: Expected, hosts: 'one' | 'each') {
  const failed = (as: string) => errors.filter((error) => error.as === as)
  return {
    answered: 1 + (hosts === 'each' ? calls.length : 0),
    begun: executions.length,
    'attempts failed': failed('work').length,
    'deliveries failed': failed('hear').length,
    // Whoever lets another's bug through tells of it too.
    'bugs told': failed('act').filter(({ bug }) => bug).length,
  }
}
const sorts: Readonly<Record<keyof ReturnType<typeof sortsOf>, (line: Line) => boolean>> = {
  answered: ({ msg }) => msg === 'request' || msg === 'a request failed',
  begun: ({ msg }) => msg === 'begun',
  'attempts failed': ({ msg }) => msg === 'an attempt at a job failed' || msg === 'a job failed',
  'deliveries failed': ({ msg }) => msg === 'a consumer failed',
  'bugs told': ({ level, msg, err }) => level === 'error' && msg.endsWith('.act failed') && err !== undefined,
}

// Feature: microservices-architecture, Property 23: Each line of the log is structured and has the ids of its request
property(23, 'Each line of the log is structured and has the ids of its request', async (links) => {
  const chain = await startChain(links)
  /** The request ids of each trace: a listener knows what it heard by the event's own id, and what comes of it too. */
  const known = new Map<string, ReadonlySet<string>>()
  const lines: Line[] = []
  const read = () => {
    const fresh = chain.lines.slice(lines.length).map((line) => Line.parse(JSON.parse(line)))
    lines.push(...fresh)
    return lines
  }
  let checked = 0

  return {
    inputs: fc.record({ task: tasks(), given: requestIds }),
    async holds({ task, given }: { task: Task; given: string | undefined }) {
      const { expected, seen, answer } = await chain.run(
        task,
        given === undefined ? {} : { headers: { 'x-request-id': given } },
      )
      const requestId = answer.headers.get('x-request-id') ?? ''
      const traceId = seen[0]?.trace.traceId ?? ''
      expect(requestId).toBe(isId(given) ? given : traceId)
      for (const each of seen) if (!each.id.includes('.a')) expect(each.requestId).toBe(requestId)
      known.set(traceId, new Set(seen.map((each) => each.requestId)))

      const own = () => read().filter((line) => line.traceId === traceId)
      const counts = () =>
        Object.fromEntries(Object.entries(sorts).map(([sort, is]) => [sort, own().filter(is).length]))
      await eventually(counts).toEqual(sortsOf(expected, links === 'http' ? 'each' : 'one'))
      const begun = own().filter(sorts.begun)
      expect(begun.map(idsOf).sort()).toEqual(seen.map(({ id: task, requestId }) => idsOf({ task, requestId })).sort())

      // Of this run or of one before it, as not everything that comes of a task comes at once.
      const stray = read()
        .slice(checked)
        .filter(
          ({ msg, traceId = '', requestId = '' }) => !ofTheProcess.has(msg) && !known.get(traceId)?.has(requestId),
        )
      expect(stray).toEqual([])
      checked = lines.length
    },
    afterwards: chain.nothingMore,
    close: chain.close,
  }
})

const idsOf = ({ task, requestId }: { task?: string | undefined; requestId?: string | undefined }) =>
  `${task} ${requestId}`
