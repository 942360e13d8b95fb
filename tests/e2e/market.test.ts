import { type FakeTavily, startFakeTavily } from 'banyan/testing/tavily/server'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { enter, newPerson } from './account.ts'
import { type App, startApp } from './app.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { agentsOfAustin, corrected } from './little-web.ts'
import { open, settled } from './pages.ts'

let app: App
let tavily: FakeTavily
const visit = browserFor(() => app.url)
afterAll(async () => {
  await app?.stop()
  await tavily?.close()
})

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

async function fillProfile(page: Page): Promise<void> {
  await open(page, '/profile')
  const details = {
    Agency: 'Lakeside Realty',
    Phone: '(512) 555-0142',
    Address: '500 Congress Ave, Suite 200, Austin, TX 78701',
  }
  for (const [label, text] of Object.entries(details)) await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Save profile' }).click()
  await page.getByText('All changes saved').waitFor()
}

async function audit(page: Page): Promise<void> {
  await open(page, '/audit')
  expect(await page.getByLabel('Phone').inputValue()).toBe('(512) 555-0142')
  await page.getByRole('button', { name: 'Run the audit' }).click()
  await page.waitForURL('/audit/run/*')
  await page.getByRole('list', { name: 'Steps' }).waitFor()
  await page.waitForURL((url) => /^\/audit\/(?!run)/.test(url.pathname), { timeout: 60_000 })
  await page.getByRole('heading', { name: 'Platforms' }).waitFor()
}

test.skipIf(browserMissing)(
  'an agent audits, corrects, compares and makes a plan of it',
  async () => {
    tavily = await startFakeTavily({ port: 0 })
    tavily.knows(agentsOfAustin)
    app = await startApp({
      SEARCH_PROVIDER: 'tavily',
      TAVILY_API_KEY: 'tvly-1',
      TAVILY_BASE_URL: tavily.url,
      CACHE_TTL_SECONDS: '0',
      AI_OFFLINE_PACE_MS: '300',
    })
    const { page } = await visit()
    await enter(page, app.url, newPerson('Maria Gomez'))
    await page.getByRole('link', { name: 'Go: Fill in your profile' }).waitFor()
    await fillProfile(page)

    // What differs is marked; what agrees in other words is not.
    await audit(page)
    await row(page, 'Zillow').getByText('Inconsistent').waitFor()
    expect(await row(page, 'Zillow').locator('mark').allTextContents()).toEqual(['(512) 555-0199'])
    expect(await row(page, 'Yelp').locator('mark').allTextContents()).toEqual(['510 '])
    await row(page, 'Facebook').getByText('Consistent', { exact: true }).waitFor()
    await row(page, 'Redfin').getByText('Not found').waitFor()

    // Corrected there, the next audit says so.
    tavily.knows(corrected)
    await audit(page)
    const changes = page.getByRole('list', { name: 'Changes since the last audit' })
    await changes.getByText('Zillow').waitFor()
    expect(await changes.getByRole('listitem').count()).toBe(1)
    await open(page, '/audit')
    expect(await page.getByRole('list', { name: 'Audits' }).getByRole('listitem').count()).toBe(2)

    // Competitors: found, looked up, added by hand, held against oneself.
    await open(page, '/competitors')
    await page.getByRole('button', { name: 'Find competitors' }).click()
    await page.waitForURL('/competitors/run/*')
    await page.waitForURL('/competitors?list=*', { timeout: 60_000 })
    await row(page, 'Sam Carter').getByText('5,400').waitFor()
    await row(page, 'Ana Lopez').getByText('64').waitFor()
    expect(await row(page, 'Maria Gomez').count()).toBe(1)
    await page.getByRole('button', { name: 'Add by hand' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Rating').fill('6')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Write a name').waitFor()
    await dialog.getByLabel('Name', { exact: true }).fill('Joe Kim')
    await dialog.getByLabel('Rating').fill('4.2')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row(page, 'Joe Kim').getByText('4.2').waitFor()
    await page.getByRole('button', { name: 'Change the numbers: you' }).click()
    await dialog.getByLabel('Reviews').fill('14')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByLabel('Compare with me').check()
    await row(page, 'Sam Carter').getByText('+106 than you').waitFor()
    await page.getByRole('button', { name: 'Look up the numbers: Sam Carter' }).click()
    await row(page, 'Sam Carter').getByText('looked up').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Remove: Joe Kim' }).click()
    await row(page, 'Joe Kim').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await row(page, 'Joe Kim').waitFor()

    // Who is found first, beside the list.
    await page.getByLabel('Keyword').fill('best realtor')
    expect(await page.getByLabel('Place').inputValue()).toBe('Austin, TX')
    await page.getByRole('button', { name: 'See who is found' }).click()
    await page.waitForURL('/competitors?rankings=*', { timeout: 60_000 })
    await page.getByRole('list').filter({ hasText: 'Sam Carter' }).first().waitFor()
    await row(page, 'Joe Kim').waitFor()

    // A plan of both, worked through.
    await open(page, '/plan')
    await page.getByLabel('Budget').fill('$500 a month')
    await page.getByRole('button', { name: 'Make a plan' }).click()
    await page.waitForURL('/plan/run/*')
    await page.getByText(/^0 of \d+ done$/).waitFor({ timeout: 60_000 })
    await page.getByText('Sam Carter has 120 reviews, you have 14').waitFor()
    await page.getByText('$500 a month').waitFor()
    await page.getByRole('checkbox').first().check()
    await page.getByText(/^1 of \d+ done$/).waitFor()
    await page.reload()
    await settled(page)
    expect(await page.getByRole('checkbox').first().isChecked()).toBe(true)
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByRole('button', { name: 'Move step 1 down' }).click()
    await page.getByLabel('What').nth(1).fill('First of all')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: 'First of all' }).waitFor()
    await page.getByText(/^1 of \d+ done$/).waitFor()

    // The library has each of them, once; home knows what comes next.
    await open(page, '/saved')
    const saved = page.getByRole('main')
    expect(await saved.getByRole('link', { name: 'Brand audit of Maria Gomez' }).count()).toBe(2)
    for (const title of ['Competitors of Maria Gomez', '“best realtor” in Austin, TX'])
      expect(await saved.getByRole('link', { name: title }).count()).toBe(1)
    await open(page, '/home')
    await page.getByText(/^Next in your plan: /).waitFor()
  },
  300_000,
)

test.skipIf(browserMissing)('two windows tick different steps of one plan, and both stay ticked', async () => {
  const { page, tab } = await visit()
  await enter(page, app.url)
  await open(page, '/plan')
  await page.getByRole('button', { name: 'Write a plan yourself' }).click()
  await page.waitForURL('/plan/*?edit*')
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByLabel('What').nth(1).fill('Second step')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('0 of 2 done').waitFor()
  const other = await tab()
  await open(other, new URL(page.url()).pathname)
  await other.getByRole('checkbox', { name: 'Done: Second step' }).check()
  await other.getByText('1 of 2 done').waitFor()
  await page.getByRole('checkbox', { name: 'Done: First step' }).check()
  await page.getByText('2 of 2 done').waitFor()
})

test.skipIf(browserMissing)('without an answer of the search an audit says what it did without', async () => {
  tavily.fail({ kind: 'status', status: 503 }, { times: Number.POSITIVE_INFINITY })
  const { page } = await visit()
  await enter(page, app.url, newPerson('Nora Other'))
  await open(page, '/audit')
  const details = {
    Name: 'Nora Other',
    Agency: 'Other Realty',
    Address: '1 Elm St, Austin, TX',
    Phone: '(512) 555-0177',
  }
  for (const [label, text] of Object.entries(details)) await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Run the audit' }).click()
  await page.getByText('Written without search').waitFor({ timeout: 60_000 })
  await row(page, 'Zillow').getByText('Not found').waitFor()
  tavily.reset()
})
