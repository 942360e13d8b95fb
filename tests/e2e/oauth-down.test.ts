import { type OidcProvider, startOidcProvider } from 'banyan/testing/oidc/server'
import { afterAll, expect, test } from 'vitest'
import { enter, newPerson } from './account.ts'
import { type App, startApp } from './app.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { asGoogle, connectGoogle, type FakeGoogle, startFakeGoogle } from './google.ts'
import { open } from './pages.ts'
import { hang } from './place.ts'

let oidc: OidcProvider
let google: FakeGoogle
let app: App
const visit = browserFor(() => app.url)
afterAll(async () => {
  await app?.stop()
  await google?.[Symbol.asyncDispose]()
  await oidc?.close()
})

test.skipIf(browserMissing)(
  'while the service of connected accounts hangs, the last known state is shown as such, and the rest works',
  async () => {
    oidc = await startOidcProvider()
    google = await startFakeGoogle(oidc, ['Maria was never late.'])
    app = await startApp({ ...asGoogle(oidc), WEB_GOOGLE_BUSINESS_URL: google.url, BANYAN_TOPOLOGY: 'apart' })
    const { page } = await visit({ expected: /404 \(Not Found\)/, also: [oidc.issuer] })
    await enter(page, app.url, newPerson('Maria Gomez'))
    await open(page, '/profile')
    await page.getByLabel('Google Business location').fill('accounts/1/locations/2')
    await page.getByRole('button', { name: 'Save profile' }).click()
    await page.getByText('All changes saved').waitFor()
    await open(page, '/integrations')
    await connectGoogle(page)
    await page.getByText('Google Business is connected').waitFor()

    const goOn = await hang(app.url, 'oauth')
    try {
      await open(page, '/integrations')
      await page.getByText('Connected accounts cannot be reached right now').waitFor()
      const card = page.getByRole('region', { name: 'Google Business' })
      await card.getByText('Connected', { exact: true }).waitFor()
      await card.getByText('It may have changed since').waitFor()
      expect(await page.getByRole('button', { name: /onnect|Renew/ }).count()).toBe(0)
      // What needs an account is off, and says so; what does not goes on.
      await open(page, '/reviews')
      expect(await page.getByRole('button', { name: 'From Google Business' }).isDisabled()).toBe(true)
      await page.getByText('Connected accounts cannot be reached right now').waitFor()
      await page.getByRole('textbox', { name: 'Reviews' }).fill('Kind and quick.')
      await page.getByRole('button', { name: 'Analyse' }).click()
      await page.getByRole('heading', { name: 'What to do' }).waitFor({ timeout: 60_000 })
      await open(page, '/home')
      await page.getByText('Not everything could be looked at just now').waitFor()
      await page.getByText('Fill in your profile').waitFor()
    } finally {
      goOn()
    }
    await expect
      .poll(
        async () => {
          await open(page, '/reviews')
          return page.getByRole('button', { name: 'From Google Business' }).isDisabled()
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toBe(false)

    // An access that was used before is good for its time, also while its service hangs.
    await page.getByRole('button', { name: 'From Google Business' }).click()
    await page.getByText('One review from Google Business').waitFor()
    const again = await hang(app.url, 'oauth')
    try {
      await open(page, '/reviews')
      await page.getByRole('button', { name: 'From Google Business' }).click()
      await page.getByText('One review from Google Business').waitFor({ timeout: 60_000 })
    } finally {
      again()
    }
  },
  300_000,
)
