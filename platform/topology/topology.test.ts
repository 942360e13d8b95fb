import { expect, it } from 'vitest'
import { assign, process, topology, worker } from './topology.ts'

const services = ['auth', 'users', 'ai']

it('gives the rest to the place that takes everything', () => {
  const split = topology({
    places: { front: process(['auth']), models: worker(['ai'], { replicas: 2 }), rest: process('*') },
  })
  expect(Object.fromEntries(assign(split, services))).toEqual({ front: ['auth'], models: ['ai'], rest: ['users'] })
})

it('names every mistake of a topology at once', () => {
  const wrong = topology({ places: { a: process(['auth', 'mail']), b: worker(['auth'], { replicas: 0 }) } })
  expect(() => assign(wrong, services)).toThrow(
    /"mail", which is no service[\s\S]*"b" needs at least one[\s\S]*"auth" is in two places[\s\S]*no place for users, ai/,
  )
})
