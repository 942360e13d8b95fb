import { Problem } from 'banyan/contract'
import { startServices } from 'banyan/testing/start'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type * as z from 'zod'
import { services } from '../../topologies/services.ts'
import { counted } from './handled.ts'
import { arriving, fallible, partOf, type WrongRequest, wrongRequests } from './inputs/wrong.ts'
import { operationOf, operations, type Reachable } from './operations.ts'
import { property } from './property.ts'

const routed = operations.filter(({ operation }) => operation.auth !== 'service')

/** A body that is no JSON object at all. */
interface WrongBody {
  readonly operation: string
  readonly body: string
}
const wrongBodies: fc.Arbitrary<WrongBody> = fc.record({
  operation: fc.constantFrom(...routed.filter(({ mapping }) => mapping.hasBody).map(({ id }) => id)),
  body: fc.constantFrom(
    '[]',
    '[{}]',
    '"text"',
    '1',
    'null',
    'true',
    '{',
    '{"a":',
    "{'a': 1}",
    '{"a":1,}',
    '\u0000',
    'undefined',
  ),
})

// Feature: microservices-architecture, Property 16: An invalid payload is refused with a message for each wrong field
property(16, 'An invalid payload is refused with a message for each wrong field', async (links) => {
  const { services: counting, handled } = counted(services)
  const app = await startServices({
    services: counting,
    links,
    limits: { ip: false, user: false, web: false, operations: false },
  })
  const token = await app.token('ann', ['admin'])

  function send(
    { mapping, operation }: Reachable,
    fields: Readonly<Record<string, unknown>>,
    body?: string,
  ): Promise<Response> {
    const of = (part: string) =>
      Object.entries(fields).filter(([field]) => partOf({ mapping, operation } as Reachable, field) === part)
    const path = mapping.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(fields[name] ?? 'x')))
    const query = new URLSearchParams(
      of('query').flatMap(([field, value]) => [value].flat().map((one) => [field, String(one)])),
    )
    return fetch(`${app.baseUrl}${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: mapping.method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(mapping.hasBody && { 'content-type': 'application/json' }),
        ...Object.fromEntries(of('header').map(([field, value]) => [operation.headers?.[field], String(value)])),
      },
      ...(mapping.hasBody && { body: body ?? JSON.stringify(Object.fromEntries(of('body'))) }),
    })
  }

  return {
    inputs: fc.oneof({ weight: 6, arbitrary: wrongRequests(routed) }, { weight: 1, arbitrary: wrongBodies }),
    async holds(given: WrongRequest | WrongBody) {
      const operation = operationOf(given.operation)
      const before = handled(operation.id)
      const answer = await ('body' in given ? send(operation, {}, given.body) : send(operation, given.fields))
      const problem = Problem.parse(await answer.json())
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect([answer.status, problem.status, problem.code, problem.retry]).toEqual([400, 400, 'invalid', false])
      expect(problem.detail).toBeTruthy()
      expect(handled(operation.id)).toBe(before)
      if ('body' in given) return
      const issues = problem.issues ?? []
      // Each wrong field is named, no other one, and in the words of its schema.
      expect([...new Set(issues.map(({ path }) => path[0]))].sort()).toEqual([...given.wrong].sort())
      const own = operation.operation.input.safeParse(arriving(operation, given.fields)).error?.issues ?? []
      expect(issues).toEqual(own.map(({ path, message }) => ({ path, message })))
    },
    close: () => app.close(),
  }
})

test('Only of operations without input can no field be wrong', () => {
  const withFields = fallible(routed).map(({ operation }) => operation.id)
  const without = routed.filter(({ id }) => !withFields.includes(id))
  const empty = routed.filter(({ operation: { input } }) => Object.keys((input as z.ZodObject).shape).length === 0)
  expect(without.map(({ id }) => id).sort()).toEqual(empty.map(({ id }) => id).sort())
  expect(empty.length).toBeLessThan(routed.length / 4)
})
