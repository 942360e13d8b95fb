import { describe, expect, test } from 'vitest'
import { OperationRoutes } from './operation-routes.ts'

const routes = new OperationRoutes<{ plan: { id: string; mapping: { method: string; path: string } | undefined } }>()
for (const [id, method, path] of [
  ['things.get', 'GET', '/things/{id}'],
  ['things.latest', 'GET', '/things/latest'],
  ['things.inner', 'GET', '/things/inner'],
  ['things.part', 'GET', '/things/{id}/parts/{part}'],
  ['things.lastPart', 'GET', '/things/{id}/parts/last'],
  ['things.remove', 'DELETE', '/things/{id}'],
] as const)
  routes.add({ plan: { id, mapping: { method, path } } })
routes.add({ plan: { id: 'things.hidden', mapping: undefined } })

const found = (method: string, path: string, named?: string) => {
  const match = routes.find(method, path, named)
  return match && [match.route.plan.id, match.params]
}

describe('who knows the path only', () => {
  test.each([
    ['/things/latest', ['things.latest', {}]],
    ['/things/inner', ['things.inner', {}]],
    ['/things/other', ['things.get', { id: 'other' }]],
    ['/things/a/parts/last', ['things.lastPart', { id: 'a' }]],
  ])('means by %s the literal one, where there is one', (path, expected) => {
    expect(found('GET', path)).toEqual(expected)
  })
})

describe('who says which operation', () => {
  test.each([
    ['/things/latest', 'things.get', { id: 'latest' }],
    ['/things/inner', 'things.get', { id: 'inner' }],
    ['/things/inner', 'things.inner', {}],
    ['/things/a/parts/last', 'things.part', { id: 'a', part: 'last' }],
    ['/things/%C3%A4/parts/last', 'things.part', { id: 'ä', part: 'last' }],
  ])('gets with %s that one: %s', (path, named, params) => {
    expect(found('GET', path, named)).toEqual([named, params])
  })

  test('gets nothing where the path or the method is not its own', () => {
    expect(found('GET', '/things/latest', 'things.part')).toBeUndefined()
    expect(found('GET', '/things/latest', 'things.remove')).toBeUndefined()
    expect(found('DELETE', '/things/latest', 'things.get')).toBeUndefined()
  })

  test('by a name that nobody knows goes by the path', () => {
    for (const named of ['things.renamed', 'things.hidden', '', '__proto__'])
      expect(found('GET', '/things/a', named)).toEqual(['things.get', { id: 'a' }])
  })
})

test('two that want the same requests are still an error', () => {
  const again = { plan: { id: 'others.get', mapping: { method: 'GET', path: '/things/{name}' } } }
  expect(() => routes.add(again)).toThrow('things.get and others.get both answer GET /things/{name}')
})
