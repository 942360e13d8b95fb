import { EventEmitter } from 'node:events'
import type { Dispatcher } from 'undici'
import { expect, test } from 'vitest'
import { type Connections, Origins, type Sent } from './origins.ts'

const sent: Sent = { method: 'GET', path: '/', signal: new AbortController().signal }
const query = { repeatable: true, streamed: false }

/** Processes of which some answer at once, some never, and some refuse the connection. */
function processes(manners: readonly ('answers' | 'hangs' | 'refuses')[]) {
  const asked = manners.map(() => 0)
  const open = (origin: string): Connections => ({
    request: async () => {
      const at = Number(origin)
      asked[at] = (asked[at] ?? 0) + 1
      if (manners[at] === 'hangs') await new Promise(() => {})
      if (manners[at] === 'refuses') throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
      return new EventEmitter() as unknown as Dispatcher.ResponseData
    },
    destroy: async () => {},
  })
  const origins = new Origins(
    manners.map((_, at) => String(at)),
    64,
    open,
  )
  return { asked, origins }
}

test('asks them in turn', async () => {
  const { asked, origins } = processes(['answers', 'answers', 'answers'])
  for (let n = 0; n < 30; n++) await origins.request(sent, query)
  expect(asked).toEqual([10, 10, 10])
})

test('one that stands still is left alone after a few calls', async () => {
  const { asked, origins } = processes(['answers', 'hangs'])
  let answered = 0
  for (let n = 0; n < 500; n++) {
    void origins.request(sent, query).then(() => answered++)
    await new Promise(setImmediate)
  }
  expect(asked[1]).toBeLessThan(20)
  expect(answered).toBe(500 - (asked[1] ?? 0))
})

test('one that cannot be reached costs no call', async () => {
  const { origins } = processes(['refuses', 'answers'])
  for (let n = 0; n < 20; n++) await expect(origins.request(sent, query)).resolves.toBeDefined()
})

test('when nobody can be reached, that is said', async () => {
  const { origins } = processes(['refuses', 'refuses'])
  await expect(origins.request(sent, query)).rejects.toThrow('refused')
})
