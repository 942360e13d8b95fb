import { expect, inject, test } from 'vitest'
import { enter } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { open } from './pages.ts'

const visit = browserFor(() => inject('app'))

test.skipIf(browserMissing)('lessons are read, found and ticked off, and the next one is known', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await page.getByRole('link', { name: 'Read: Your first hour' }).click()
  await page.waitForURL('/training/getting-started')
  await page.getByRole('button', { name: 'Mark as done' }).click()
  await page.getByRole('button', { name: 'Done', exact: true }).waitFor()
  await page.getByRole('link', { name: /^Next: / }).click()
  await page.waitForURL('/training/agent-profile')

  await open(page, '/training')
  await page.getByText('1 of 8 lessons done').waitFor()
  await page.getByRole('link', { name: 'Next: A profile that works for you' }).waitFor()
  expect(await page.getByRole('img', { name: 'Done', exact: true }).count()).toBe(1)
  await page.getByLabel('Search the lessons').fill('fair housing')
  await page.getByRole('list', { name: 'Found' }).getByRole('link', { name: 'Writing in the studio' }).click()
  await page.getByRole('heading', { name: 'Fair housing' }).waitFor()

  await open(page, '/training/getting-started')
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await page.getByRole('button', { name: 'Mark as done' }).waitFor()
  await open(page, '/training')
  await page.getByText('0 of 8 lessons done').waitFor()
})
