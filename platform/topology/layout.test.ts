import { expect, it } from 'vitest'
import * as z from 'zod'
import { contract, query } from '../contract/index.ts'
import { type Service, service } from '../service/index.ts'
import { connectionShares } from './connections.ts'
import { layOut } from './layout.ts'
import { process, topology, worker } from './topology.ts'

const named = <N extends string>(name: N) =>
  contract(name, { ping: query({ auth: 'public', input: z.object({}), output: z.string() }) })
const handle = { ping: () => 'pong' }
const search = service(named('search'), { handle })
const ai = service(named('ai'), { uses: { search: search.contract }, handle })
const auth = service(named('auth'), { handle })
const all: readonly Service[] = [auth, search, ai]

it('makes a process of each place and each of its copies, the first of which has the jobs', () => {
  const split = topology({
    places: { front: process(['auth']), models: worker(['ai'], { replicas: 2 }), rest: process('*') },
  })
  const { front, others } = layOut(split, all)
  expect(front).toEqual({ name: 'front', place: 'front', services: ['auth', 'jobs'] })
  expect(others).toEqual([
    { name: 'models-1', place: 'models', services: ['ai'] },
    { name: 'models-2', place: 'models', services: ['ai'] },
    { name: 'rest', place: 'rest', services: ['search'] },
  ])
})

it('can have a front without services, but starts no other process that would have nothing to do', () => {
  const { front, others } = layOut(
    topology({ places: { door: process([]), all: process('*'), rest: process([]) } }),
    all,
  )
  expect(front.services).toEqual(['jobs'])
  expect(others.map(({ name }) => name)).toEqual(['all'])
})

it('keeps the order of the places, whoever takes the rest', () => {
  const { front } = layOut(topology({ places: { all: process('*'), models: process(['ai']) } }), all)
  expect(front).toMatchObject({ name: 'all', services: ['auth', 'search', 'jobs'] })
})

it('refuses services that do not fit together in whatever place they are', () => {
  const circular = service(named('search'), { uses: { ai: ai.contract }, handle })
  const apart = topology({ places: { one: process(['ai']), two: process('*') } })
  expect(() => layOut(apart, [auth, circular, ai])).toThrow(/circle/)
  expect(() => layOut(apart, [auth, ai])).toThrow(/"search", which runs nowhere/)
})

it('shares the connections of the database out, so that all of them stay within 100', () => {
  const worst = (services: number[]) => {
    const { owner, service: each } = connectionShares(services, 90)
    return services.reduce((sum, count) => sum + owner + 1 + count * each, 0)
  }
  expect(connectionShares([6], 90)).toEqual({ owner: 10, service: 8 })
  for (const services of [[6], [3, 1, 1, 2], [1, 1, 1, 1, 1, 1], [2, 4, 4, 4], [1, ...Array<number>(12).fill(1)]])
    expect(worst(services)).toBeLessThanOrEqual(90)
  expect(connectionShares([1, ...Array<number>(40).fill(1)], 90)).toEqual({ owner: 2, service: 2 })
  expect(connectionShares([3, 1, 1, 3, 3], 190)).toEqual({ owner: 10, service: 10 })
})
