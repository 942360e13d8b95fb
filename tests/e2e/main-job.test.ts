import { expect, inject, test } from 'vitest'
import { newPerson, report, research, signUp } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { settled } from './pages.ts'

const visit = browserFor(() => inject('app'))

test.skipIf(browserMissing)('a new user researches, reads, keeps, posts and leaves', async () => {
  const { page } = await visit()

  await page.goto('/')
  await page.getByRole('link', { name: 'Sign up' }).click()
  await page.waitForURL('/sign-up')
  await signUp(page, newPerson('Grace Hopper'))
  await page.getByRole('heading', { level: 1, name: 'Welcome, Grace' }).waitFor()

  // The run, live: its steps come one by one.
  await research(page, 'Spaced repetition')
  await page.getByRole('list', { name: 'Steps' }).getByText('Planning the research').waitFor()
  await page.getByText('Live.').waitFor()
  await page.getByRole('list', { name: 'Steps' }).getByText('Reading').waitFor()
  expect(Number(await page.getByRole('progressbar').getAttribute('aria-valuenow'))).toBeGreaterThan(0)
  await report(page)

  // The report: sources that open, and the model named.
  expect(await page.getByText('Offline model', { exact: true }).first().isVisible()).toBe(true)
  const source = page.getByRole('link', { name: /spaced repetition/i }).first()
  const [article] = await Promise.all([page.context().waitForEvent('page'), source.click()])
  await article.getByRole('heading', { level: 1 }).waitFor()
  expect(new URL(article.url()).pathname).toMatch(/^\/library\/[a-z0-9-]+$/)
  await article.close()

  // The library has it, once.
  await page.getByText('Saved to your').waitFor()
  await page.getByRole('link', { name: 'Library', exact: true }).click()
  await page.waitForURL('/saved')
  await settled(page)
  expect(await page.getByRole('link', { name: 'Spaced repetition' }).count()).toBe(1)
  await page.getByRole('link', { name: 'Spaced repetition' }).click()
  await page.waitForURL('/saved/*')

  // Posts from it, a preview for each channel.
  await page.getByRole('link', { name: 'Create social posts from this' }).click()
  await page.waitForURL('/social?*')
  await settled(page)
  expect(await page.getByLabel('Topic').inputValue()).toBe('Spaced repetition')
  await page.getByLabel('Tone').selectOption('Casual')
  await page.getByRole('button', { name: 'Write posts' }).click()
  await page.waitForURL('/social/*')
  const twitter = page.getByRole('textbox', { name: 'X (Twitter) post' })
  await twitter.waitFor({ timeout: 60_000 })
  for (const channel of ['Facebook', 'Instagram', 'LinkedIn'])
    expect((await page.getByRole('textbox', { name: `${channel} post` }).inputValue()).length).toBeGreaterThan(20)
  expect((await twitter.inputValue()).length).toBeLessThanOrEqual(280)

  // Counter, copy, edit, save.
  await page.getByRole('button', { name: 'Copy the X (Twitter) post' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await twitter.inputValue())
  await twitter.fill('x'.repeat(285))
  await page.getByText('5 over').waitFor()
  await twitter.fill('A shorter post of mine.')
  await page.getByText('23 / 280').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('All changes saved').waitFor()
  await page.reload()
  await twitter.waitFor()
  expect(await twitter.inputValue()).toBe('A shorter post of mine.')

  // Out, and the door is closed.
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('/')
  await page.goto('/saved')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})
