import { afterAll, expect, test } from 'vitest'
import { report, research, signUp } from './account.ts'
import { type App, startApp } from './app.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { settled } from './pages.ts'

let app: App
const visit = browserFor(() => app.url)
afterAll(() => app?.stop())

test.skipIf(browserMissing)(
  'a server killed in the middle of a run costs nothing: page and library catch up',
  async () => {
    app = await startApp({ AI_OFFLINE_PACE_MS: '2500' })
    // While nobody listens, the browser writes each refused connection to the console.
    const { page, tab } = await visit({ expected: /ERR_|50[234]|Failed to load resource/ })
    await signUp(page)
    await research(page, 'Transactional outbox')
    const steps = page.getByRole('list', { name: 'Steps' })
    await steps.getByText('Searching').waitFor()

    await app.kill()
    await page.getByText('Reconnecting.').waitFor()
    await app.start()

    // The page that stayed open goes on by itself, and ends with the report.
    await page.getByText('Live.').waitFor({ timeout: 40_000 })
    await report(page)
    await page.getByText('Saved to your').waitFor()

    // A second tab and a reload see the same report, and the library has it once.
    const second = await tab()
    await second.goto(page.url())
    await report(second)
    await page.reload()
    await report(page)
    await second.goto('/saved')
    await settled(second)
    expect(await second.getByRole('link', { name: 'Transactional outbox' }).count()).toBe(1)
  },
  200_000,
)
