import type { Kind } from 'banyan/contract'
import { startServices } from 'banyan/testing/start'
import fc from 'fast-check'
import { expect } from 'vitest'
import { allKinds, outcomes } from './outcomes/contracts.ts'
import { bugs, lookingLikeAnswers, services } from './outcomes/services.ts'
import { property } from './property.ts'

/** Written down here once more, so that the platform's own table cannot make itself right. */
const statusOf: Readonly<Record<Kind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  conflict: 409,
  preconditionFailed: 412,
  tooLarge: 413,
  unsupportedMediaType: 415,
  limited: 429,
  internal: 500,
  downstreamFailed: 502,
  unavailable: 503,
  deadlineExceeded: 504,
}

/** How each form is asked for, and the status with which it tells of success. */
const forms = {
  query: { method: 'GET', path: '/house/query', success: 200 },
  command: { method: 'POST', path: '/house/command', success: 200 },
  created: { method: 'POST', path: '/house/created', success: 201 },
  nothing: { method: 'POST', path: '/house/nothing', success: 204 },
  tagged: { method: 'GET', path: '/house/tagged', success: 200 },
  unchanged: { method: 'GET', path: '/house/tagged', success: 304, headers: { 'if-none-match': '"v1"' } },
  accepted: { method: 'POST', path: '/house/job', success: 202 },
  waitedFor: { method: 'POST', path: '/house/job', success: 200, headers: { prefer: 'wait=10' } },
  stream: { method: 'GET', path: '/house/stream', success: 200 },
  sleepy: { method: 'GET', path: '/house/sleepy', success: 200 },
  relayed: { method: 'GET', path: '/door/relayed', success: 200 },
  alias: { method: 'GET', path: '/api/house/query', success: 200 },
  signedOut: { method: 'GET', path: '/house/mine', success: 401 },
  withoutRole: { method: 'GET', path: '/house/masters', success: 403, user: 'ann' },
  nowhere: { method: 'GET', path: '/house/nowhere', success: 404 },
  otherMethod: { method: 'PUT', path: '/house/query', success: 405 },
  otherType: { method: 'POST', path: '/house/command', success: 415, headers: { 'content-type': 'text/plain' } },
} as const satisfies Record<string, Form>

interface Form {
  readonly method: string
  readonly path: string
  readonly success: number
  readonly headers?: Readonly<Record<string, string>>
  readonly user?: string
}
/** Those that fail before a handler could. */
const refused = new Set<string>(['signedOut', 'withoutRole', 'nowhere', 'otherMethod', 'otherType'])

const givens = fc.record({
  outcome: fc.oneof(
    fc.constantFrom(...outcomes),
    fc.constantFrom('well' as const, 'declared' as const, 'bug' as const),
  ),
  declared: fc.constantFrom(...allKinds),
  thrown: fc.oneof(fc.nat(bugs - 1), fc.constantFrom(...lookingLikeAnswers)),
  retryAfter: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
})
type Given = typeof givens extends fc.Arbitrary<infer T> ? T : never

/** What a form has to answer: its kind of failure, if any, and under which code. */
function expectedOf(name: keyof typeof forms, { outcome, declared }: Given): { kind: Kind; code: string } | undefined {
  if (name === 'sleepy') return { kind: 'deadlineExceeded', code: 'deadlineExceeded' }
  if (outcome === 'well' || name === 'accepted') return undefined
  const failed =
    outcome === 'bug' || outcome === 'wrongOutput'
      ? ({ kind: 'internal', code: 'internal' } as const)
      : outcome === 'declared'
        ? { kind: declared, code: `${declared}Declared` }
        : { kind: outcome, code: outcome }
  if (name === 'nothing' && outcome === 'wrongOutput') return { kind: 'internal', code: 'internal' }
  if (name !== 'relayed') return failed
  const kind =
    failed.kind === 'deadlineExceeded'
      ? failed.kind
      : failed.kind === 'unavailable' || failed.kind === 'limited'
        ? 'unavailable'
        : 'downstreamFailed'
  return { kind, code: kind }
}

// Feature: microservices-architecture, Property 17: The class of a status tells the outcome
property(17, 'The class of a status tells the outcome', async (links) => {
  const app = await startServices({ services, links })
  const token = await app.token('ann')
  const names = Object.keys(forms) as (keyof typeof forms)[]

  function ask({ method, path, headers, user }: Form, given: Given): Promise<Response> {
    const body = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const query = method === 'POST' ? '' : `?${new URLSearchParams(body as never)}`
    return fetch(app.baseUrl + path + query, {
      method,
      headers: {
        ...(method === 'POST' && { 'content-type': 'application/json' }),
        ...(user && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    })
  }

  return {
    inputs: fc.record({ name: fc.constantFrom(...names), given: givens }),
    async holds({ name, given }: { name: keyof typeof forms; given: Given }) {
      const form: Form = forms[name]
      const answer = await ask(form, given)
      const text = await answer.text()
      const expected = refused.has(name) ? undefined : expectedOf(name, given)
      const status = expected ? statusOf[expected.kind] : form.success
      expect(answer.status).toBe(status)
      expect(text).not.toContain('secret detail')
      if (status < 400) {
        if (name === 'accepted') expect(JSON.parse(text)).toMatchObject({ status: 'pending' })
        else expect(text).toContain(status === 204 || status === 304 ? '' : '"fine":true')
        return
      }
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      const problem = JSON.parse(text)
      expect(problem.status).toBe(status)
      if (expected) expect(problem.code).toBe(expected.code)
      // Ours or theirs, and worth another try or not: both are told the same way by status and body.
      const passing = [429, 502, 503, 504].includes(status)
      if (name !== 'relayed') expect(problem.retry).toBe(passing)
      // How long to wait is told where it is known; a job does not remember it.
      const { outcome, retryAfter } = given
      const unaware =
        !expected || name === 'sleepy' || name === 'waitedFor' || outcome === 'bug' || outcome === 'wrongOutput'
      const pause = unaware || retryAfter === undefined ? null : String(Math.ceil(retryAfter / 1000))
      expect(answer.headers.get('retry-after')).toBe(pause)
    },
    close: () => app.close(),
  }
})
