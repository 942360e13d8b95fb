import { auth } from '@banyan/auth/contract'
import { startServices } from 'banyan/testing/start'
import fc from 'fast-check'
import { expect } from 'vitest'
import { services } from '../../topologies/services.ts'
import { counted } from './handled.ts'
import { operationOf, operations, type Reachable } from './operations.ts'
import { property } from './property.ts'
import { type ServiceMistake, serviceForger, serviceMistakes } from './tokens/service.ts'
import { type Mistake, mistakes, userForger } from './tokens/user.ts'

/** The gateway itself asks these from time to time. */
const ownUse = new Set(['auth.jwks', 'auth.revocations'])
const asked = operations.filter(({ id }) => !ownUse.has(id))
const routed = asked.filter(({ operation }) => operation.auth !== 'service')

interface Attempt {
  readonly at: 'gateway'
  readonly operation: string
  /** In the `Authorization` header, under another scheme there, in the cookie, or nowhere. */
  readonly carrier: 'bearer' | 'otherScheme' | 'cookie' | 'query' | 'serviceHeader'
  readonly mistake: Mistake
  readonly alias: boolean
}
interface ServiceAttempt {
  readonly at: 'host'
  readonly operation: string
  readonly mistake: ServiceMistake
}

const attempts: fc.Arbitrary<Attempt> = fc
  .record({
    at: fc.constant('gateway' as const),
    operation: fc.constantFrom(...routed.map(({ id }) => id)),
    carrier: fc.oneof(
      { weight: 6, arbitrary: fc.constant('bearer' as const) },
      { weight: 2, arbitrary: fc.constant('cookie' as const) },
      { weight: 1, arbitrary: fc.constantFrom('otherScheme' as const, 'query' as const, 'serviceHeader' as const) },
    ),
    mistake: mistakes,
    alias: fc.boolean(),
  })
  // Without a token a public operation is just asked, and a cookie comes whether its sender wants it or not.
  .filter(
    ({ operation, carrier }) =>
      operationOf(operation).operation.auth !== 'public' || carrier === 'bearer' || carrier === 'otherScheme',
  )
const serviceAttempts: fc.Arbitrary<ServiceAttempt> = fc.record({
  at: fc.constant('host' as const),
  // The jobs are the front place's own.
  operation: fc.constantFrom(...asked.filter(({ service }) => service !== 'jobs').map(({ id }) => id)),
  mistake: serviceMistakes,
})

// Feature: microservices-architecture, Property 20: A request without a valid token is refused before anything is done
property(20, 'A request without a valid token is refused before anything is done', async (links) => {
  const { services: counting, handled } = counted(services)
  const app = await startServices({
    services: counting,
    links,
    limits: { ip: false, user: false, web: false, operations: false },
  })
  const left = await app.as(auth)
  const { accessToken: ended } = await left.register({
    email: 'ended@example.org',
    password: 'long enough',
    name: 'Ended',
  })
  const right = await app.token('ann')
  await app.with({ auth }, ended).auth.logout({})
  const forged = userForger(app, ended)
  const forgedService = app.split && serviceForger(app.split.secret, right)
  const send = (
    origin: string,
    { mapping: { method, path, hasBody } }: Reachable,
    headers: Record<string, string>,
    prefix = '',
    query = '',
  ) =>
    fetch(origin + prefix + path.replaceAll(/\{\w+\}/g, 'x') + query, {
      method,
      headers: { ...(hasBody && { 'content-type': 'application/json' }), ...headers },
      ...(hasBody && { body: '{}' }),
    })

  async function fromOutside({ carrier, mistake, alias, ...attempt }: Attempt): Promise<Response> {
    const operation = operationOf(attempt.operation)
    const token = await forged(mistake)
    const prefix = alias ? '/api' : ''
    switch (carrier) {
      case 'bearer':
        return send(app.baseUrl, operation, { authorization: `Bearer ${token}` }, prefix)
      case 'otherScheme':
        return send(app.baseUrl, operation, { authorization: `Token ${right}` }, prefix)
      case 'cookie':
        return send(app.baseUrl, operation, { cookie: `banyan_access=${token}`, origin: app.baseUrl }, prefix)
      // Where no token is looked for, a right one is of no use.
      case 'query':
        return send(app.baseUrl, operation, {}, prefix, `?access_token=${right}`)
      case 'serviceHeader':
        return send(app.baseUrl, operation, { 'x-service-token': right, 'x-user-id': 'ann' }, prefix)
    }
  }

  return {
    inputs: forgedService
      ? fc.oneof({ weight: 3, arbitrary: attempts }, { weight: 1, arbitrary: serviceAttempts })
      : attempts,
    async holds(attempt: Attempt | ServiceAttempt) {
      const operation = operationOf(attempt.operation)
      const before = handled(operation.id)
      if (attempt.at === 'gateway') {
        const answer = await fromOutside(attempt)
        expect(await answer.json()).toMatchObject({ status: 401, code: 'unauthenticated', retry: false })
        expect(answer.status).toBe(401)
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
      } else {
        const token = forgedService?.(attempt.mistake, operation.service)
        const origin = app.split?.origins.get(operation.service) ?? ''
        const answer = await send(origin, operation, token === undefined ? {} : { 'x-service-token': token })
        const title = token === undefined ? 'Service token required' : 'Invalid service token'
        expect(await answer.json()).toMatchObject({ title, status: answer.status })
        expect(answer.status).toBe(token === undefined ? 401 : 403)
      }
      expect(handled(operation.id)).toBe(before)
    },
    async afterwards() {
      // With a right token each of them is let in: what was refused above was refused for its token.
      for (const operation of routed) {
        const answer = await send(app.baseUrl, operation, {
          authorization: `Bearer ${await app.token('ben', ['admin'])}`,
        })
        await answer.body?.cancel()
        expect([operation.id, answer.status]).not.toEqual([operation.id, 401])
      }
    },
    close: () => app.close(),
  }
})
