import { type FakeOpenAI, startFakeOpenAI } from 'banyan/testing/openai/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enter } from './account.ts'
import { type App, startApp } from './app.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { open, settled } from './pages.ts'

let openai: FakeOpenAI
let app: App
const visit = browserFor(() => app.url)

beforeAll(async () => {
  if (browserMissing) return
  openai = await startFakeOpenAI({ port: 0 })
  app = await startApp({
    AI_MODELS: 'openai:fake-model',
    OPENAI_API_KEY: 'any',
    OPENAI_BASE_URL: openai.url,
    AI_RETRY_PAUSE: '10ms',
    // Port 9 (discard): nobody listens there.
    SEARCH_PROVIDER: 'searxng',
    SEARXNG_BASE_URL: 'http://127.0.0.1:9',
  })
})
afterAll(async () => {
  await app?.stop()
  await openai?.close()
})

const post = (metaDescription: string) => ({
  title: 'Open houses',
  content: '## Before\n\nSweep the path.',
  metaDescription,
  tags: ['open house'],
})

test.skipIf(browserMissing)('one field is written again, and only that one is offered', async () => {
  openai.reset()
  openai.respond(post('The first description.'))
  const { page } = await visit()
  await enter(page, app.url)
  await open(page, '/studio/blog-post')
  await page.getByLabel('Topic').fill('Open houses')
  await page.getByRole('button', { name: 'Write the post' }).click()
  await page.getByText('Saved to your').waitFor({ timeout: 60_000 })
  await settled(page)
  // Search does not answer: it was written without, and says so.
  await page.getByText('Written without search').waitFor()

  const description = page.getByRole('textbox', { name: 'Meta description' })
  expect(await description.inputValue()).toBe('The first description.')
  await page.getByRole('textbox', { name: 'Title' }).fill('My own title')
  await page.getByText('All changes saved').waitFor()

  openai.respond({ ...post('The second description.'), title: 'Another title', content: 'Another text.' })
  await page.getByRole('button', { name: 'Write again: Meta description' }).click()
  await page.getByText('Written again').waitFor({ timeout: 60_000 })
  await page.getByText('The second description.').waitFor()
  expect(await description.inputValue()).toBe('The first description.')
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await page.getByText('Written again').waitFor({ state: 'detached' })

  openai.respond({ ...post('The third description.'), title: 'Another title', content: 'Another text.' })
  await page.getByRole('button', { name: 'Write again: Meta description' }).click()
  await page.getByRole('button', { name: 'Replace' }).click({ timeout: 60_000 })
  expect(await description.inputValue()).toBe('The third description.')
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('My own title')
  await page.getByRole('heading', { name: 'Before' }).waitFor()
  await page.getByText('All changes saved').waitFor()
  await page.reload()
  await settled(page)
  expect(await description.inputValue()).toBe('The third description.')
})

test.skipIf(browserMissing)('what a model writes shows while it writes', async () => {
  openai.reset()
  openai.fail({ kind: 'drip', every: 1 })
  const { page } = await visit()
  await enter(page, app.url)
  await open(page, '/studio/market-update')
  await page.getByLabel('Place').fill('Austin, TX')
  await page.getByRole('button', { name: 'Write the update' }).click()
  await page.getByRole('region', { name: 'What is written so far' }).waitFor({ timeout: 60_000 })
  await page.getByText('Saved to your').waitFor({ timeout: 80_000 })
})

test.skipIf(browserMissing)(
  'when no model answers, that is said plainly, with what there is from before, and writing by hand stays possible',
  async () => {
    openai.reset()
    const { page } = await visit()
    await enter(page, app.url)

    // By hand, without any model: kept while it is written.
    await open(page, '/studio/blog-post')
    await page.getByRole('link', { name: 'Write it yourself' }).click()
    await page.waitForURL('/studio/blog-post/write')
    await settled(page)
    await page.getByRole('textbox', { name: 'Post' }).fill('By *hand*.')
    await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
    await page.getByText('All changes saved').waitFor()
    await page.waitForURL('/saved/*')

    openai.fail({ kind: 'status', status: 503 }, { times: 1000 })
    await open(page, '/studio/blog-post')
    await page.getByLabel('Topic').fill('Open houses')
    await page.getByRole('button', { name: 'Write the post' }).click()
    // It is tried again for a while; the way by hand is open from the first failure on.
    await page.getByText('It is tried again by itself').waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: 'Write it yourself' }).waitFor()
    await page.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 120_000 })
    await page.getByText('AI service temporarily unavailable', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Mine' }).waitFor()
    await page.getByRole('link', { name: 'Write it yourself' }).click()
    await page.waitForURL('/studio/blog-post/write?type=blog-post')
  },
  200_000,
)
