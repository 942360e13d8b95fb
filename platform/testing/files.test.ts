import { expect, test } from 'vitest'
import * as z from 'zod'
import { contract, file, notFound, query, settle } from '../contract/index.ts'
import { service } from '../service/index.ts'
import { startServices } from './start.ts'

const input = z.object({ id: z.string(), as: z.enum(['application/pdf', 'text/html']).default('application/pdf') })
const errors = { noSuchPrint: notFound('There is no such print') }
const output = file('application/pdf', 'text/plain')
const press = contract('press', { get: query({ http: 'GET /press/{id}', auth: 'user', input, output, errors }) })
const shop = contract('shop', { get: query({ http: 'GET /shop/{id}', auth: 'user', input, output, errors }) })

/** Every byte there is, so that nothing takes them for text; as many as do not fit into one packet. */
const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at % 256)
const services = [
  service(press, {
    handle: {
      get: ({ id, as }, { fail }) => {
        if (id === 'none') throw fail.noSuchPrint()
        // A handler that does not keep to its contract.
        return { mediaType: as as string, name: `${id}’s "print".pdf`, bytes }
      },
    },
  }),
  service(shop, { uses: { press }, handle: { get: (asked, { call }) => call.press.get(asked) } }),
]

test.each(['inline', 'http'] as const)(
  'a file goes from service to service to client, with %s links',
  async (links) => {
    await using app = await startServices({ services, links })
    for (const contract of [press, shop]) {
      const ann = await app.as(contract, 'ann')
      expect(await ann.get({ id: 'ann' })).toEqual({ mediaType: 'application/pdf', name: 'ann’s "print".pdf', bytes })
      expect(await settle(ann.get({ id: 'none' }))).toMatchObject({
        ok: false,
        error: { code: 'noSuchPrint', status: 404 },
      })
      const other = await settle(ann.get({ id: 'ann', as: 'text/html' }))
      expect(other).toMatchObject({ ok: false, error: { status: contract === shop ? 502 : 500 } })

      const headers = { authorization: `Bearer ${await app.token('ann')}` }
      const path = `${app.baseUrl}/${contract.name}/ann`
      const first = await fetch(path, { headers })
      expect(first.headers.get('content-length')).toBe('100000')
      const again = { ...headers, 'if-none-match': first.headers.get('etag') ?? '' }
      expect((await fetch(path, { headers: again })).status).toBe(304)
    }
  },
)
