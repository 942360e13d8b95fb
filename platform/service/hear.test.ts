import { pino } from 'pino'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { systemClock, systemRandom } from '../clock/index.ts'
import { command, contract, event } from '../contract/index.ts'
import { createDurable } from '../durable/engine.ts'
import { hurried, patience } from '../durable/fixture/lab.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { openRuntime, service, silent } from './index.ts'

const prices = contract('prices', {
  change: command({ auth: 'public', input: z.object({ product: z.string() }), output: z.void() }),
  changed: event('prices.changed', z.object({ product: z.string() }), { subject: ({ product }) => product }),
})

/** One process of a service that notes what it hears. */
async function place(database: TestDatabase, name: string, heard: string[]) {
  const around = { clock: systemClock, random: systemRandom, log: pino({ level: 'silent' }), database }
  const durable = createDurable({ ...around, worker: name, settings: hurried })
  const pricesService = service(prices, {
    listens: { prices },
    open: () => ({ name }),
    handle: { change: ({ product }, { tx, emit }) => tx((tx) => emit.changed(tx, { product })) },
    hear: {
      'prices.changed': ({ data, subject }, { resources, caller }) =>
        void heard.push([resources.name, data.product, subject, caller.service].join(' ')),
    },
  })
  const own = { durable, observer: silent, config: () => ({}), strict: true }
  const runtime = await openRuntime({ services: [pricesService], ...around, ...own })
  durable.start()
  return {
    client: runtime.client(prices, 'test'),
    async [Symbol.asyncDispose]() {
      await durable.stop(0)
      await runtime.close()
    },
  }
}

test('every process of a service hears of an event that one of them announced', async () => {
  await using database = await testDatabase()
  const heard: string[] = []
  await using one = await place(database, 'one', heard)
  await using _two = await place(database, 'two', heard)
  await one.client.change({ product: 'figs' })
  await expect.poll(() => [...heard].sort(), patience).toEqual(['one figs figs prices', 'two figs figs prices'])
})

test('to hear of what is no event is a mistake that is told at the start', async () => {
  await using database = await testDatabase()
  const around = { clock: systemClock, random: systemRandom, log: pino({ level: 'silent' }), database }
  const durable = createDurable({ ...around, worker: 'w' })
  const wrong = {
    contract: prices,
    definition: { handle: { change: () => undefined }, hear: { 'prices.gone': () => {} } },
  }
  const own = { durable, observer: silent, config: () => ({}), strict: true }
  await expect(openRuntime({ services: [wrong], ...around, ...own })).rejects.toThrow(
    'prices listens to "prices.gone", which is no event',
  )
})
