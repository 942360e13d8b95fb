import fc from 'fast-check'
import { expect } from 'vitest'
import { startChain } from './chain/start.ts'
import { type Task, tasks } from './chain/task.ts'
import { errorsTotal } from './errors-total.ts'
import { eventually } from './eventually.ts'
import { property } from './property.ts'

/** Requests that no operation gets to see, with the failure and whose it is. */
const mistakes = {
  'a path that leads nowhere': { path: '/nowhere', counted: 'notFound gateway' },
  'a method that the path does not answer': {
    path: '/alpha/act',
    method: 'DELETE',
    counted: 'methodNotAllowed gateway',
  },
  'a token that is none': {
    path: '/alpha/act',
    headers: { authorization: 'Bearer x' },
    counted: 'unauthenticated gateway',
  },
  'a body that is no JSON': { path: '/alpha/act', body: '{', counted: 'invalid alpha' },
  'a body of another type': {
    path: '/beta/work',
    headers: { 'content-type': 'text/plain' },
    counted: 'unsupportedMediaType beta',
  },
} as const satisfies Record<string, Mistake>

interface Mistake {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly counted: string
}

const inputs = fc.oneof(
  { weight: 4, arbitrary: fc.record({ task: tasks() }) },
  {
    weight: 1,
    arbitrary: fc.record({ mistake: fc.constantFrom(...(Object.keys(mistakes) as (keyof typeof mistakes)[])) }),
  },
)

// Feature: microservices-architecture, Property 25: Each error is counted with its type and service
property(25, 'Each error is counted with its type and service', async (links) => {
  const chain = await startChain(links)
  const { app } = chain
  const expected = new Map<string, number>()
  const expect1 = (counted: string) => expected.set(counted, (expected.get(counted) ?? 0) + 1)
  const send = ({ path, method = 'POST', headers, body = '{}' }: Mistake) =>
    fetch(app.baseUrl + path, { method, body, headers: { 'content-type': 'application/json', ...headers } })

  return {
    inputs,
    async holds(input: { task: Task } | { mistake: keyof typeof mistakes }) {
      if ('task' in input) {
        const { expected } = await chain.run(input.task)
        for (const { type, service } of expected.errors) expect1(`${type} ${service}`)
      } else {
        const mistake: Mistake = mistakes[input.mistake]
        expect1(mistake.counted)
        expect((await send(mistake)).status).toBeGreaterThanOrEqual(400)
      }
      // Neither too few nor too many, of none of them.
      await eventually(() => errorsTotal(app)).toEqual(Object.fromEntries(expected))
    },
    async afterwards() {
      await chain.nothingMore()
      expect(await errorsTotal(app)).toEqual(Object.fromEntries(expected))
      expect(expected.size).toBeGreaterThan(20)
    },
    close: chain.close,
  }
})
