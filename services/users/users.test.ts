import authService from '@banyan/auth'
import { auth } from '@banyan/auth/contract'
import { command, contract, type DataOf, settle } from 'banyan/contract'
import { service } from 'banyan/service'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { users } from './contract.ts'
import usersService from './service.ts'

const { userCreated } = auth.members
/** Announces a new user when the test says so, earlier or later than `auth` would. */
const announcer = service(
  contract('announcer', {
    announce: command({
      http: 'POST /announce',
      auth: 'public',
      input: userCreated.data,
      output: z.void(),
      status: 204,
    }),
    userCreated,
  }),
  { handle: { announce: (data, { tx, emit }) => tx((tx) => emit.userCreated(tx, data)) } },
)
const heard: DataOf<(typeof users)['members']['settingsUpdated']>[] = []
const listener = service(contract('listener', {}), {
  listens: { users },
  handle: {},
  on: {
    'users.settingsUpdated': async ({ data }) => {
      heard.push(data)
    },
  },
})

let app: Started
let people = 0
let ann: string
let bob: string
beforeAll(async () => {
  app = await startServices({
    services: [authService, usersService, announcer, listener],
    env: { AUTH_SECRET: 'a secret of more than thirty-two characters' },
  })
})
afterAll(() => app.close())
beforeEach(async () => {
  people += 1
  ann = `ann-${people}`
  bob = `bob-${people}`
  heard.length = 0
})

const as = (user?: string) => app.as(users, user)
const announce = async (userId: string, name = 'Ann') =>
  (await app.as(announcer.contract)).announce({ userId, email: `${userId}@example.org`, name })
const unauthenticated = { ok: false, error: { code: 'unauthenticated', status: 401 } }
const invalid = (...path: string[]) => ({ ok: false, error: { code: 'invalid', status: 400, issues: [{ path }] } })

describe('a profile', () => {
  test('is there as soon as somebody has signed up', async () => {
    const account = { email: 'Real@Example.org', password: 'correct horse', name: 'Real' }
    const { accessToken, user } = await (await app.as(auth)).register(account)
    const profile = await app.with({ users }, accessToken).users.profile({})
    expect(profile).toMatchObject({ id: user.id, email: 'real@example.org', name: 'Real', bio: '' })
  })

  test('that is asked for before the event arrives waits for it', async () => {
    const asked = (await as(ann)).profile({})
    await announce(ann)
    expect(await asked).toMatchObject({ id: ann, email: `${ann}@example.org`, name: 'Ann' })
  })

  test('is begun without the event when that is late, and completed by it', async () => {
    const begun = await (await as(ann)).profile({})
    expect(begun).toMatchObject({ id: ann, email: '', name: '', bio: '' })
    await announce(ann)
    await expect.poll(async () => (await (await as(ann)).profile({})).name).toBe('Ann')
    expect(await (await as(ann)).profile({})).toMatchObject({ email: `${ann}@example.org` })
  })

  test('keeps a name that was chosen before the event came', async () => {
    await (await as(ann)).updateProfile({ name: 'Annie', bio: 'Early' })
    await announce(ann)
    await expect.poll(async () => (await (await as(ann)).profile({})).email).toBe(`${ann}@example.org`)
    expect(await (await as(ann)).profile({})).toMatchObject({ name: 'Annie', bio: 'Early' })
  })

  test('changes in what is given, and only then in its time', async () => {
    await announce(ann)
    const me = await as(ann)
    const first = await me.profile({})
    const second = await me.updateProfile({ bio: 'Gardener' })
    expect(second).toEqual({ ...first, bio: 'Gardener', updatedAt: expect.any(String) })
    expect(await me.updateProfile({ name: '  Anna ' })).toMatchObject({ name: 'Anna', bio: 'Gardener' })
    const third = await me.profile({})
    expect(await me.updateProfile({ name: 'Anna', bio: 'Gardener' })).toEqual(third)
    expect(await me.updateProfile({})).toEqual(third)
  })

  test('is the caller’s own: nobody reads or changes another one', async () => {
    await announce(ann)
    await announce(bob, 'Bob')
    await (await as(bob)).updateProfile({ name: 'Mallory', bio: 'was here' })
    expect(await (await as(ann)).profile({})).toMatchObject({ id: ann, name: 'Ann', bio: '' })
    // A field that is not part of the input does not name anybody.
    await app.with({ users }, await app.token(bob)).users.updateProfile({ bio: 'again', ...{ id: ann, userId: ann } })
    expect(await (await as(ann)).profile({})).toMatchObject({ bio: '' })
  })

  test('is refused with 400 where it does not fit, and with 401 to nobody', async () => {
    const me = await as(ann)
    expect(await settle(me.updateProfile({ name: ' ' }))).toMatchObject(invalid('name'))
    expect(await settle(me.updateProfile({ bio: 'x'.repeat(2001) }))).toMatchObject(invalid('bio'))
    expect(await settle((await as()).profile({}))).toMatchObject(unauthenticated)
    expect(await settle((await as()).updateProfile({ bio: 'x' }))).toMatchObject(unauthenticated)
  })
})

describe('settings', () => {
  const unset = { theme: 'system', language: 'en', notifications: { email: true, push: false } }

  test('are there from the beginning, also before the event', async () => {
    expect(await (await as(ann)).settings({})).toEqual(unset)
  })

  test('change in what is given, and are announced with the change', async () => {
    const me = await as(ann)
    const dark = { ...unset, theme: 'dark' }
    expect(await me.updateSettings({ theme: 'dark' })).toEqual(dark)
    expect(await me.settings({})).toEqual(dark)
    const quiet = { ...dark, language: 'pt-BR', notifications: { email: false, push: true } }
    expect(await me.updateSettings({ language: 'pt-BR', notifications: { email: false, push: true } })).toEqual(quiet)
    expect(await me.settings({})).toEqual(quiet)
    await expect.poll(() => heard).toEqual(Array(2).fill({ userId: ann, theme: 'dark' }))
  })

  test('that stay as they are announce nothing', async () => {
    const me = await as(ann)
    await me.updateSettings({ theme: 'light' })
    for (const same of [{}, { theme: 'light' as const }, { notifications: unset.notifications }])
      expect(await me.updateSettings(same)).toEqual({ ...unset, theme: 'light' })
    await me.updateSettings({ theme: 'dark' })
    await expect.poll(() => heard.map(({ theme }) => theme)).toEqual(['light', 'dark'])
  })

  test('keep each of several changes that are made at once', async () => {
    for (let round = 0; round < 10; round++) {
      const me = await as(`${ann}-${round}`)
      const notifications = { email: false, push: true }
      await Promise.all([
        me.updateSettings({ theme: 'dark' }),
        me.updateSettings({ language: 'de' }),
        me.updateSettings({ notifications }),
      ])
      expect(await me.settings({})).toEqual({ theme: 'dark', language: 'de', notifications })
    }
    await expect.poll(() => heard.length).toBe(30)
  })

  test('are the caller’s own', async () => {
    await (await as(bob)).updateSettings({ theme: 'dark' })
    expect(await (await as(ann)).settings({})).toEqual(unset)
  })

  test('are refused with 400 where they do not fit, and with 401 to nobody', async () => {
    const me = await as(ann)
    expect(await settle(me.updateSettings({ theme: 'pink' as never }))).toMatchObject(invalid('theme'))
    expect(await settle(me.updateSettings({ language: 'English!' }))).toMatchObject(invalid('language'))
    expect(await settle((await as()).settings({}))).toMatchObject(unauthenticated)
    expect(await settle((await as()).updateSettings({ theme: 'dark' }))).toMatchObject(unauthenticated)
  })
})
