import { type OidcProvider, startOidcProvider } from 'banyan/testing/oidc/server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { enter, newPerson } from './account.ts'
import { type App, startApp } from './app.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { asGoogle, connectGoogle, type FakeGoogle, startFakeGoogle } from './google.ts'
import { open } from './pages.ts'

const REVIEWS = ['Maria sold our house in a week.', 'Great, but the paperwork took too long.']

let oidc: OidcProvider
let google: FakeGoogle
let app: App
const visitApp = browserFor(() => app.url)
// The provider's pages have no icon, for which the browser asks.
const visit = () => visitApp({ expected: /404 \(Not Found\)/, also: [oidc.issuer] })

beforeAll(async () => {
  if (browserMissing) return
  oidc = await startOidcProvider()
  google = await startFakeGoogle(oidc, REVIEWS)
  app = await startApp({ ...asGoogle(oidc), WEB_GOOGLE_BUSINESS_URL: google.url })
})
afterAll(async () => {
  await app?.stop()
  await google?.[Symbol.asyncDispose]()
  await oidc?.close()
})
beforeEach(() => {
  oidc?.heal()
  if (oidc) oidc.behaviour.accessToken = 3_600
})

const card = (page: Page, name = 'Google Business') => page.getByRole('region', { name })

/** Somebody whose profile says which location is his, connected. */
async function connected(page: Page): Promise<void> {
  await enter(page, app.url, newPerson('Maria Gomez'))
  await open(page, '/profile')
  await page.getByLabel('Google Business location').fill('accounts/1/locations/2')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await page.getByText('All changes saved').waitFor()
  await open(page, '/integrations')
  await connectGoogle(page)
  await page.getByText('Google Business is connected').waitFor()
}

/** Takes the reviews over, and waits until Google was asked for them. */
async function takeReviews(page: Page): Promise<void> {
  const before = google.answers.length
  await page.getByRole('button', { name: 'From Google Business' }).click()
  await expect.poll(() => google.answers.length, { timeout: 30_000 }).toBeGreaterThan(before)
  await page.locator('button[aria-busy=true]').waitFor({ state: 'detached' })
}

test.skipIf(browserMissing)('Google Business is connected, and its reviews come over', async () => {
  const { page } = await visit()
  await enter(page, app.url)
  await open(page, '/reviews')
  await page.getByRole('link', { name: 'Connect Google Business' }).click()
  await page.waitForURL('/integrations')
  await card(page).getByText('Not connected').waitFor()
  await card(page, 'Facebook').getByText('Not set up').waitFor()
  await page.context().clearCookies()

  await connected(page)
  // What the provider sent along is no longer in the address.
  expect(new URL(page.url()).search).toBe('?connected=GOOGLE_BUSINESS')
  await card(page).getByText('ann@example.org').waitFor()
  await card(page)
    .getByText(/^ends in/)
    .waitFor()
  await open(page, '/reviews')
  await takeReviews(page)
  await page.getByText('2 reviews from Google Business').waitFor()
  expect(await page.getByRole('textbox', { name: 'Reviews' }).inputValue()).toBe(REVIEWS.join('\n'))
})

test.skipIf(browserMissing)('an access that has ended is renewed at the provider before Google is asked', async () => {
  const { page } = await visit()
  oidc.behaviour.accessToken = 1
  await connected(page)
  oidc.behaviour.accessToken = 3_600
  const { refreshed } = oidc.counts
  await open(page, '/reviews')
  const renewals = async () => {
    await takeReviews(page)
    return oidc.counts.refreshed
  }
  await expect.poll(renewals, { timeout: 60_000 }).toBe(refreshed + 1)
  expect(google.answers.at(-1)?.status).toBe(200)
})

test.skipIf(browserMissing)('an access that Google refuses before its time is renewed, once', async () => {
  const { page } = await visit()
  await connected(page)
  const { refreshed } = oidc.counts
  google.refuse()
  await open(page, '/reviews')
  await takeReviews(page)
  await page.getByText('2 reviews from Google Business').waitFor()
  expect(google.answers.slice(-2).map(({ status }) => status)).toEqual([401, 200])
  expect(oidc.counts.refreshed).toBe(refreshed + 1)
})

test.skipIf(browserMissing)('what the provider took back asks to be connected again, everywhere', async () => {
  const { page } = await visit()
  await connected(page)
  oidc.takeBack('ann@example.org')
  await card(page).getByRole('button', { name: 'Renew now' }).click()
  await page.getByText('Google Business has taken the access back').first().waitFor()
  await card(page).getByText('Reconnect', { exact: true }).waitFor()
  await open(page, '/reviews')
  await page.getByRole('link', { name: 'Reconnect Google Business' }).waitFor()
  await open(page, '/home')
  await page.getByText('Reconnect Google Business').waitFor()
  await open(page, '/integrations')
  await connectGoogle(page)
  await page.getByText('Google Business is connected').waitFor()
})

test.skipIf(browserMissing)('an account is disconnected here and at the provider, after a question', async () => {
  const { page } = await visit()
  await connected(page)
  const { revoked } = oidc.counts
  await page.getByRole('button', { name: 'Disconnect: Google Business' }).click()
  await page.getByRole('button', { name: 'Stay connected' }).click()
  await card(page).getByText('Connected', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Disconnect: Google Business' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await card(page).getByText('Not connected').waitFor()
  await expect.poll(() => oidc.counts.revoked, { timeout: 30_000 }).toBeGreaterThan(revoked)
})

test.skipIf(browserMissing)('who says no at the provider is told that nothing has changed', async () => {
  const { page } = await visit()
  await enter(page, app.url)
  await open(page, '/integrations')
  await connectGoogle(page, 'Decline')
  await page.getByText('You did not allow it there').waitFor()
  await page.getByRole('link', { name: 'Back to integrations' }).click()
  await card(page).getByText('Not connected').waitFor()
})

test.skipIf(browserMissing)('a code that this browser did not ask for is not taken', async () => {
  const { page } = await visit()
  await enter(page, app.url)
  const asked = oidc.requests.length
  await open(page, '/integrations/callback/GOOGLE_BUSINESS?code=stolen&state=foreign')
  await page.getByText('This was not begun in this browser').waitFor()
  expect(oidc.requests.slice(asked).filter(({ path }) => path === '/token')).toEqual([])
})

test.skipIf(browserMissing)('while the provider does not answer, that is said, and what there is goes on', async () => {
  const { page } = await visit()
  await connected(page)
  oidc.fail({ kind: 'status', status: 503 }, { times: Number.POSITIVE_INFINITY })
  await card(page).getByRole('button', { name: 'Renew now' }).click()
  await page.getByText('The provider does not answer').waitFor({ timeout: 30_000 })
  await open(page, '/reviews')
  await takeReviews(page)
  await page.getByText('2 reviews from Google Business').waitFor()
})
