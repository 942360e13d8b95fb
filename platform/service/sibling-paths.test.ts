import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Client, command, contract, query } from '../contract/index.ts'
import { type Started, startServices } from '../testing/start.ts'
import { service } from './index.ts'

const input = z.object({ id: z.string() })
const none = z.object({})
const output = z.string()
/** Literals beside parameters, for users and for services only. */
const things = contract('things', {
  get: query({ http: 'GET /things/{id}', auth: 'user', input, output }),
  latest: query({ http: 'GET /things/latest', auth: 'user', input: none, output }),
  inner: query({ http: 'GET /things/inner', auth: 'service', input: none, output }),
  remove: command({ http: 'DELETE /things/{id}', auth: 'user', input, output }),
  purge: command({ http: 'DELETE /things/all', auth: 'service', input: none, output }),
})
const asker = contract('asker', {
  ask: query({ http: 'GET /asker/get', auth: 'user', input, output }),
  askInner: query({ http: 'GET /asker/inner', auth: 'user', input: none, output }),
  drop: command({ http: 'POST /asker/drop', auth: 'user', input, output }),
})
let purged = 0
const services = [
  service(things, {
    handle: {
      get: ({ id }) => `thing ${id}`,
      latest: () => 'the latest',
      inner: () => 'what services may know',
      remove: ({ id }) => `removed ${id}`,
      purge: () => {
        purged++
        return 'all is gone'
      },
    },
  }),
  service(asker, {
    uses: { things },
    handle: {
      ask: ({ id }, { call }) => call.things.get({ id }),
      askInner: (_, { call }) => call.things.inner({}),
      drop: ({ id }, { call }) => call.things.remove({ id }),
    },
  }),
]

describe.each(['inline', 'http'] as const)('over %s links', (links) => {
  let app: Started
  let user: Client<typeof asker>
  beforeAll(async () => {
    app = await startServices({ services, links })
    user = await app.as(asker, 'ann')
  })
  afterAll(() => app.close())

  const send = async (method: string, path: string) => {
    const answer = await fetch(app.baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${await app.token('ann')}` },
    })
    return [answer.status, await answer.json()]
  }

  test.each(['inner', 'latest', 'all', 'other', '{id}', 'in%6eer', 'inner/', 'a/b'])(
    'a service that asks for the thing %j gets that thing, whatever other paths there are',
    async (id) => {
      expect(await user.ask({ id })).toBe(`thing ${id}`)
      expect(await user.drop({ id })).toBe(`removed ${id}`)
    },
  )

  test('an operation for services is reached by services, under its own name', async () => {
    expect(await user.askInner({})).toBe('what services may know')
  })

  test.each([
    ['GET', '/things/inner', 'thing inner'],
    ['GET', '/api/things/inner', 'thing inner'],
    ['GET', '/things/%69nner', 'thing inner'],
    ['DELETE', '/things/all', 'removed all'],
  ])('from outside %s %s is what it is where there are no operations for services', async (method, path, expected) => {
    expect(await send(method, path)).toEqual([200, expected])
  })

  test('from outside a literal path still goes before a parameter', async () => {
    expect(await send('GET', '/things/latest')).toEqual([200, 'the latest'])
  })

  test('nobody outside can name an operation', async () => {
    const answer = await fetch(`${app.baseUrl}/things/inner`, {
      headers: { authorization: `Bearer ${await app.token('ann')}`, 'x-operation': 'things.inner' },
    })
    expect(await answer.json()).toBe('thing inner')
  })

  test('and nothing was done that nobody asked for', () => {
    expect(purged).toBe(0)
  })
})
