import { afterAll, test } from 'vitest'
import { research, signUp } from './account.ts'
import { type App, startApp } from './app.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'

let app: App
const visit = browserFor(() => app.url)
afterAll(() => app?.stop())

test.skipIf(browserMissing)(
  'when no model answers, that is said plainly and writing by hand stays possible',
  async () => {
    // Port 9 (discard): nobody listens there.
    app = await startApp({ AI_MODELS: 'openai:none', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1', AI_RETRY_PAUSE: '10ms' })
    const { page } = await visit()
    await signUp(page)
    await research(page, 'Graceful degradation')
    await page.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 120_000 })
    await page.getByText('AI service temporarily unavailable').waitFor()
    await page.getByRole('link', { name: 'Write a note yourself' }).click()
    await page.waitForURL('/saved/new')
    await page.getByLabel('Title').fill('By hand')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'By hand' }).waitFor()
  },
  200_000,
)
