import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { command, contract, file, job, kinds, notFound, query } from '../../index.ts'
import { docsPage, docsRoutes, errorsPage, openapi } from '../index.ts'

const Card = z.object({ id: z.string(), due: z.iso.datetime() }).meta({ id: 'Card' })
const cards = contract('cards', {
  get: query({
    http: 'GET /cards/{id}',
    auth: 'public',
    summary: 'One <card> & "more"',
    input: z.object({ id: z.string() }),
    output: Card,
    errors: { noSuchCard: notFound('There is no such card') },
  }),
  rename: command({
    http: 'PUT /cards/{id}',
    auth: 'user',
    input: z.object({ id: z.string(), name: z.string().min(1), nested: z.object({ deep: z.int() }).optional() }),
    output: Card,
  }),
  print: query({
    http: 'GET /cards/{id}/print',
    auth: 'user',
    input: z.object({ id: z.string() }),
    output: file('application/pdf'),
  }),
  export: job({ http: 'POST /cards/export', auth: 'user', input: z.object({}), output: z.array(Card) }),
})
const document = openapi({ contracts: [cards], title: 'Cards', version: '1', servers: ['/'] })

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1])

describe.each([
  ['operations', docsPage(document)],
  ['errors', errorsPage(document)],
])('the page of %s', (_, page) => {
  test('needs nothing from elsewhere', () => {
    const loaded = matches(page, /(?:src|href|action)="([^"]+)"/g)
    for (const address of loaded) expect(address).toMatch(/^(#|\/docs|\/openapi\.json$)/)
    expect(page).not.toMatch(/@import|url\(|<iframe|<img|style="|\son[a-z]+="/)
    expect(matches(page, /<script([^>]*)>/g)).toEqual([' src="/docs/search.js" defer'])
  })

  test('has a target for each of its links, and no id twice', () => {
    const ids = matches(page, /\sid="([^"]+)"/g)
    expect(new Set(ids).size).toBe(ids.length)
    for (const target of matches(page, /href="#([^"]+)"/g)) expect(ids).toContain(target)
  })
})

describe('the page of operations', () => {
  const page = docsPage(document)

  test('shows each operation with its fields, its answers and a command', () => {
    expect(page).toContain('id="cards_rename"')
    expect(page).toContain('<code>deep</code>')
    expect(page).toContain('href="#schema-Card"')
    expect(page).toContain('There is no such card')
    const command = page.replaceAll('&#34;', '"').replaceAll('&#39;', "'")
    expect(command).toContain(
      `curl -X PUT "$BANYAN/cards/0197b2c4-5d1e-7000-8000-000000000000" \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d '{\n  "name": "Ada Lovelace"`,
    )
    expect(command).toContain('-H "Prefer: wait=30"')
  })

  test('escapes what contracts say', () => {
    expect(page).toContain('One &#60;card&#62; &#38; &#34;more&#34;')
    expect(page).not.toContain('<card>')
  })
})

test('the page of errors has a section for each kind, as the type of a problem says', () => {
  const page = errorsPage(document)
  for (const kind of Object.keys(kinds)) expect(page).toContain(`id="${kind}"`)
  expect(page).toContain('href="/docs#cards_get"')
})

test('the routes serve it all under a policy that lets nothing else in', async () => {
  const routes = docsRoutes(document)
  const server = createServer((request, response) =>
    routes.get(`${request.method} ${request.url}`)?.(request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const page = await fetch(`${base}/docs`)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'self';/)
    expect(await page.text()).toBe(docsPage(document))
    const again = await fetch(`${base}/docs`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
    expect(await (await fetch(`${base}/openapi.json`)).json()).toEqual(JSON.parse(JSON.stringify(document)))
    expect((await fetch(`${base}/docs/errors`)).status).toBe(200)
    expect((await fetch(`${base}/docs/search.js`)).headers.get('content-type')).toMatch(/^text\/javascript/)
  } finally {
    server.close()
  }
})
