import { expect, inject, test } from 'vitest'
import { enter, newPerson, report, research, signIn } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { open, settled } from './pages.ts'

const visit = browserFor(() => inject('app'))

test.skipIf(browserMissing)('who is not signed in is asked to, and comes back where he wanted to go', async () => {
  const { page } = await visit()
  const person = await enter(page, inject('app'))
  await page.context().clearCookies()
  await page.goto('/saved?q=figs')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('E-mail or password is wrong').waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe(person.email)
  await signIn(page, person)
  await page.waitForURL('/saved?q=figs')
})

test.skipIf(browserMissing)('signing in leads to no other site', async () => {
  const { page } = await visit()
  const person = await enter(page, inject('app'))
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/\tevil', 'javascript:alert(1)']) {
    await page.context().clearCookies()
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await signIn(page, person)
    await page.waitForURL('/home')
  }
})

test.skipIf(browserMissing)('an e-mail that is taken and a short password are said in words', async () => {
  const { page } = await visit()
  const person = await enter(page, inject('app'))
  await page.context().clearCookies()
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill('Somebody')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Use at least 10 characters').waitFor()
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('An account with this e-mail exists').waitFor()
})

test.skipIf(browserMissing)('too many attempts are refused for a while, which is said', async () => {
  const { page } = await visit()
  const person = await enter(page, inject('app'))
  await page.context().clearCookies()
  await open(page, '/sign-in')
  const wrong = { ...person, password: 'not the password' }
  for (let attempt = 0; attempt < 5; attempt++) {
    await signIn(page, wrong)
    await page.getByText('E-mail or password is wrong').waitFor()
    await settled(page)
  }
  await signIn(page, person)
  await page.getByText(/Try again in \d+ (minutes|seconds)/).waitFor()
})

test.skipIf(browserMissing)('an access token that ends is renewed, also by many requests at once', async () => {
  const { page, tab } = await visit({ expected: /401 \(Unauthorized\)/ })
  await enter(page, inject('app'))
  const second = await tab()
  for (let round = 0; round < 3; round++) {
    await page.context().clearCookies({ name: 'banyan_access' })
    await Promise.all([page.goto('/saved'), second.goto('/activity')])
    await Promise.all([settled(page), settled(second)])
    expect(new URL(page.url()).pathname).toBe('/saved')
    expect(new URL(second.url()).pathname).toBe('/activity')
  }
})

test.skipIf(browserMissing)('a run is followed on although the access token has ended meanwhile', async () => {
  const { page } = await visit({ expected: /401 \(Unauthorized\)/ })
  await enter(page, inject('app'))
  let cut = true
  await page.route('**/jobs/*/events', async (route) => {
    if (!cut) return route.continue()
    cut = false
    await page.context().clearCookies({ name: 'banyan_access' })
    await route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{}' })
  })
  await research(page, 'Sessions and tokens')
  await report(page)
})

test.skipIf(browserMissing)('a session ended elsewhere is over here, and says so', async () => {
  const { page } = await visit({ expected: /401 \(Unauthorized\)/ })
  const person = await enter(page, inject('app'), newPerson('Two Devices'))
  const phone = await visit({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Safari/605.1' })
  await phone.page.goto('/sign-in')
  await signIn(phone.page, person)
  await phone.page.waitForURL('/home')

  await phone.page.goto('/settings')
  await phone.page.getByRole('button', { name: 'Sign out: Unknown device' }).click()
  await phone.page.getByText('Signed out there').waitFor()
  await page.goto('/saved')
  await page.getByText('Your session has ended').waitFor()
})

test.skipIf(browserMissing)('name and preferences are kept', async () => {
  const { page } = await visit({ colorScheme: 'light' })
  await enter(page, inject('app'))
  await page.goto('/settings')
  await page.getByLabel('Name').fill('Ada King')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark')
  await page.getByRole('switch', { name: 'By e-mail' }).uncheck()
  await page.getByRole('button', { name: 'Save preferences' }).click()
  await page.getByText('Saved', { exact: true }).nth(1).waitFor()
  await page.reload()
  await settled(page)
  expect(await page.getByLabel('Name').inputValue()).toBe('Ada King')
  expect(await page.getByRole('switch', { name: 'By e-mail' }).isChecked()).toBe(false)
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
})
