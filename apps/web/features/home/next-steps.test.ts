import type { AgentProfile } from '@banyan/content/contract'
import type { Connection } from '@banyan/oauth/contract'
import { expect, test } from 'vitest'
import { stepsOf, type Work } from './next-steps.ts'

const now = Date.parse('2026-06-01T00:00:00.000Z')
const empty: AgentProfile = {
  ...{ name: '', licence: '', certifications: [], years: null, bio: '', phone: '', address: '', agency: '' },
  ...{ website: '', social: {}, googleId: '', zillowEmail: '', reviews: [], version: 0, updatedAt: null },
}
const unknown: Work = {
  ...{ profile: undefined, connections: undefined, audit: undefined, competitors: undefined },
  ...{ analysis: undefined, plan: undefined, lesson: undefined },
}
const google = (state: Connection['state']): Connection => ({
  ...{ provider: 'GOOGLE_BUSINESS', name: 'Google Business', state, configured: state !== 'not_configured' },
  ...{ account: null, scope: null, connectedAt: null, expiresAt: null, reason: null },
  prompt: 'Connect it again.',
})
const open = (work: Partial<Work>) => stepsOf({ ...unknown, ...work }, now).filter(({ done }) => !done)

test('whoever is new has everything before him, in the order in which it helps', () => {
  const work = {
    ...{ profile: empty, connections: [google('not_connected')], audit: null, competitors: null, analysis: null },
    ...{ plan: null, lesson: { key: 'a', title: 'A', minutes: 3 } },
  }
  expect(open(work).map(({ key }) => key)).toEqual([
    ...['profile', 'accounts', 'audit', 'competitors', 'reviews', 'plan', 'training'],
  ])
})

test('what nobody can say just now is not asked for', () => {
  expect(stepsOf(unknown, now)).toEqual([])
})

test('an account that has lapsed is to be connected again, one that nobody set up is no concern', () => {
  expect(open({ connections: [google('needs_reauth')] })[0]?.title).toBe('Reconnect Google Business')
  expect(open({ connections: [google('connected')] })).toEqual([])
  expect(stepsOf({ ...unknown, connections: [google('not_configured')] }, now)).toEqual([])
})

test('an audit is to be run again after a month', () => {
  const audit = (createdAt: string) => open({ audit: { id: 'a', createdAt } }).map(({ title }) => title)
  expect(audit('2026-05-20T00:00:00.000Z')).toEqual([])
  expect(audit('2026-04-20T00:00:00.000Z')).toEqual(['Run the brand audit again'])
})

test('of a plan the first step that is not done comes next', () => {
  const step = (title: string, done: boolean) => ({ title, description: `${title}!`, tactics: [], done })
  const plan = (...steps: ReturnType<typeof step>[]) => ({
    plan: { id: 'p', document: { plan: { steps, timeline: '', budget: '' } } },
  })
  expect(open(plan(step('one', true), step('two', false)))[0]).toMatchObject({
    ...{ title: 'Next in your plan: two', why: 'two!', href: '/plan/p' },
  })
  expect(open(plan(step('one', true)))).toEqual([])
})
