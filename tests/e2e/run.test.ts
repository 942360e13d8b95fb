import { expect, inject, test } from 'vitest'
import { enter, report, research } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { open, settled } from './pages.ts'

const visit = browserFor(() => inject('app'))

test.skipIf(browserMissing)('a page loaded again in the middle of a run shows what has happened before', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await research(page, 'Circuit breakers')
  await page.getByRole('list', { name: 'Steps' }).getByText('Searching').waitFor()
  await page.reload()
  const steps = page.getByRole('list', { name: 'Steps' })
  await steps.getByText('Planning the research').waitFor()
  await steps.getByText('Searching').waitFor()
  await report(page)
})

test.skipIf(browserMissing)('a run can be cancelled and started again', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await research(page, 'Rate limiting')
  await page.getByText('Live.').waitFor()
  await page.getByRole('button', { name: /^Cancel/ }).click()
  await page.getByText('This run was cancelled').waitFor()

  await open(page, '/activity')
  await page.getByText('Cancelled', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Running', { exact: true }).waitFor()
  await page.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: /^Open result/ }).click()
  await report(page)
})

test.skipIf(browserMissing)('pressing the button twice starts one run', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await page.getByLabel('Topic').fill('Idempotency keys')
  await page.getByRole('button', { name: 'Start research' }).dblclick()
  await page.waitForURL('/research/*')
  await report(page)
  await open(page, '/activity')
  await settled(page)
  expect(await page.getByRole('link', { name: 'Idempotency keys', exact: true }).count()).toBe(1)
})

test.skipIf(browserMissing)('what cannot be accepted is said beside its field, and what was typed stays', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/research')
  await page.getByLabel('Topic').fill('ab')
  await page.getByRole('button', { name: 'Start research' }).click()
  await page.getByText('Write at least three characters').waitFor()
  expect(await page.getByLabel('Topic').inputValue()).toBe('ab')
})
