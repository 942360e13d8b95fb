import { startServices } from 'banyan/testing/start'
import fc from 'fast-check'
import { Client } from 'undici'
import { expect } from 'vitest'
import { expected, isParameter, routes } from './atlas/expected.ts'
import { atlasService } from './atlas/service.ts'
import { property } from './property.ts'

interface Asked {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As text, after `atlas`. */
  readonly segments: readonly string[]
  /** Each character that may be escaped is, or only those that must be. */
  readonly escaped: boolean
  readonly alias: boolean
}

/** What a path may hold; a segment of dots goes somewhere else in every client before it is sent. */
const segment = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('new', 'parts', 'last', 'atlas', 'New', 'new ', '') },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter(isText) },
  { weight: 1, arbitrary: fc.constantFrom('a/b', '%2e', '{a}', ':a', '*', '**', '?', '#', '__proto__', 'a;b', '~') },
)
const method = fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE')
/** Anything, or one of the routes with something for each of its parameters, by its own method or another. */
const target: fc.Arbitrary<Pick<Asked, 'method' | 'segments'>> = fc.oneof(
  fc.record({ method, segments: fc.array(segment, { maxLength: 4 }) }),
  fc.constantFrom(...routes).chain((route) =>
    fc.record({
      method: fc.oneof({ weight: 3, arbitrary: fc.constant(route.method) }, { weight: 1, arbitrary: method }),
      segments: fc.tuple(...route.segments.slice(1).map((own) => (isParameter(own) ? segment : fc.constant(own)))),
    }),
  ),
)
const asked: fc.Arbitrary<Asked> = fc
  .record({ target, escaped: fc.boolean(), alias: fc.boolean() })
  .map(({ target, ...rest }) => ({ ...target, ...rest }))

function isText(text: string): boolean {
  return !text.includes('\0') && !/^\.+$/.test(text) && text.isWellFormed()
}

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

// Feature: microservices-architecture, Property 19: The gateway routes by path and method
property(19, 'The gateway routes by path and method', async (links) => {
  const app = await startServices({
    services: [atlasService],
    links,
    limits: { ip: false, user: false, web: false, operations: false },
  })
  const client = new Client(app.baseUrl)
  const answered = new Set<string>()
  return {
    inputs: asked,
    async holds({ method, segments, escaped, alias }: Asked) {
      const { allowed, answer } = expected(method, ['atlas', ...segments])
      const path = segments.map((one) => `/${escaped ? percent(one) : encodeURIComponent(one)}`).join('')
      const withBody = ['POST', 'PUT', 'PATCH'].includes(method)
      const response = await client.request({
        path: `${alias ? '/api' : ''}/atlas${path}`,
        method,
        ...(withBody && { headers: { 'content-type': 'application/json' }, body: '{}' }),
      })
      const text = await response.body.text()
      if (answer) {
        expect(response.statusCode).toBe(200)
        if (method !== 'HEAD') expect(JSON.parse(text)).toEqual(answer)
        answered.add(answer.route)
      } else if (allowed.size > 0) {
        expect(response.statusCode).toBe(405)
        const allow = new Set(String(response.headers.allow).split(', '))
        for (const one of allowed) expect(allow).toContain(one)
        expect(allow).not.toContain(method)
      } else expect(response.statusCode).toBe(404)
    },
    async afterwards() {
      // Had the runs never come there, nothing was shown.
      expect(answered.size).toBeGreaterThan(routes.length / 2)
    },
    async close() {
      await client.close()
      await app.close()
    },
  }
})
