import { auth } from '@banyan/auth/contract'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Ask } from '../../apps/web/lib/orchestrate.ts'
import { desk } from '../../apps/web/lib/studio/desk.ts'
import { studioKinds } from '../../apps/web/lib/studio/kinds.ts'
import { overview } from '../../apps/web/lib/studio/overview.ts'
import type { Services } from '../../apps/web/lib/studio/runs.ts'
import { runsPage } from '../../apps/web/lib/studio/runs-page.ts'
import { start } from '../../apps/web/lib/studio/start.ts'
import { usagePage } from '../../apps/web/lib/usage.ts'
import { property } from './property.ts'
import { type Sent, sent } from './studio/order.ts'
import { REQUEST, startStudio } from './studio/start.ts'
import { wireWith } from './studio/wire.ts'
import { type Mistake, mistakes, userForger } from './tokens/user.ts'

const [kind] = studioKinds
if (!kind) throw new TypeError('there is no kind')

/** What the web does for somebody, by name. */
const deeds: Readonly<Record<string, (ask: Ask, services: Services, form: Sent) => Promise<unknown>>> = {
  start: (ask, services, form) => start(ask, services, { ...form, from: 'x', nonce: 'n' }),
  desk: (ask, services) => desk(ask, services, kind, 'x'),
  overview,
  runs: (ask, services) => runsPage(ask, services, kind, ['x', 'y']),
  usage: (ask, services) => usagePage(ask, services, 30),
}

interface Attempt {
  readonly deed: string
  readonly form: Sent
  /** None at all, one whose time is over, or one with any other mistake. */
  readonly token: 'none' | 'ended' | Mistake
}

const attempts: fc.Arbitrary<Attempt> = fc.record({
  deed: fc.constantFrom(...Object.keys(deeds)),
  form: sent,
  token: fc.oneof(fc.constant('none' as const), fc.constant('ended' as const), { weight: 4, arbitrary: mistakes }),
})

// Feature: microservices-architecture, Property 15: Without a valid session an action is refused before any service is called
property(15, 'Without a valid session an action is refused before any service is called', async (links) => {
  const studio = await startStudio(links)
  const left = await studio.app.as(auth)
  const account = { email: 'ended@example.org', password: 'long enough', name: 'Ended' }
  const { accessToken } = await left.register(account)
  await studio.app.with({ auth }, accessToken).auth.logout({})
  const forged = userForger(studio.app, accessToken)
  const over = await forged({ what: 'claims', change: {}, expiresIn: -1 })

  return {
    inputs: attempts,
    async holds({ deed, form, token }: Attempt) {
      const sent = token === 'none' ? undefined : token === 'ended' ? over : await forged(token)
      const before = studio.handledInAll()
      const wire = wireWith()
      const answer = await studio.act(sent, wire, (ask, services) => {
        const work = deeds[deed]
        if (!work) throw new TypeError(`there is no deed ${deed}`)
        return work(ask, services, form)
      })
      expect(answer).toMatchObject({ ok: false, failure: { code: 'unauthenticated', temporary: false } })
      if (answer.ok) return
      expect(answer.failure.requestId).toBeTruthy()
      // No handler of any service was called.
      expect(studio.handledInAll()).toBe(before)
      // Nor was anybody asked at all, where the token itself says that there is no session.
      if (token !== 'none' && token !== 'ended') return
      expect(wire.calls).toEqual([])
      expect(answer.failure.requestId).toBe(REQUEST)
    },
    close: studio.close,
  }
})
