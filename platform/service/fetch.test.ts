import { pino } from 'pino'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { systemClock, systemRandom } from '../clock/index.ts'
import { contract, query } from '../contract/index.ts'
import { createDurable } from '../durable/engine.ts'
import type { Fetch } from '../network/index.ts'
import { testDatabase } from '../testing/database.ts'
import { openRuntime, service, silent } from './index.ts'

const asked = query({ auth: 'public', input: z.object({}), output: z.string() })
const explorer = contract('explorer', { outside: asked, insideOfTransaction: asked })
const explorerService = service(explorer, {
  handle: {
    outside: async (_, { fetch, signal }) => (await fetch('http://far.example/', { signal })).text(),
    insideOfTransaction: (_, { fetch, tx }) => tx(async () => (await fetch('http://far.example/')).text()),
  },
})

test('a service reaches the outside through its context, and not while a transaction waits for it', async () => {
  await using database = await testDatabase()
  const seen: unknown[] = []
  const fetch: Fetch = async (input, init) => {
    seen.push([input, init?.signal instanceof AbortSignal])
    return new Response('from far away')
  }
  const around = { clock: systemClock, random: systemRandom, log: pino({ level: 'silent' }), database }
  const durable = createDurable({ ...around, worker: 'w' })
  const own = { observer: silent, config: () => ({}), strict: true, fetch, durable }
  const runtime = await openRuntime({ services: [explorerService], ...around, ...own })
  const client = runtime.client(explorer, 'test')
  expect(await client.outside({})).toBe('from far away')
  await expect(client.insideOfTransaction({})).rejects.toMatchObject({
    code: 'internal',
    cause: { message: expect.stringContaining('"fetch" is called inside a transaction') },
  })
  expect(seen).toEqual([['http://far.example/', true]])
  await runtime.close()
})
