import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { enter } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { open } from './pages.ts'

const visit = browserFor(() => inject('app'))

test.skipIf(browserMissing)('reviews come from a file, are analysed and kept', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/reviews')
  await page.getByRole('button', { name: 'Analyse' }).click()
  await page.getByRole('alert').first().waitFor()

  const file = join(await mkdtemp(join(tmpdir(), 'banyan-reviews-')), 'export.csv')
  await writeFile(
    file,
    'Author,Rating,Comment\nAnn,5,"Great communication, and ""fast"""\nBen,1,"The paperwork was slow\nand unclear"\nCy,5,Great communication all along\n',
  )
  await page.getByRole('textbox', { name: 'Reviews' }).fill('Great communication all along')
  await page.getByLabel('File with reviews').setInputFiles(file)
  await page.getByText('2 reviews from export.csv').waitFor()
  expect(await page.getByRole('textbox', { name: 'Reviews' }).inputValue()).toBe(
    ['Great communication all along', 'Great communication, and "fast"', 'The paperwork was slow and unclear'].join(
      '\n',
    ),
  )
  await page.getByRole('button', { name: 'Analyse' }).click()
  await page.waitForURL('/reviews/run/*')
  await page.getByRole('heading', { level: 1, name: 'Analysis of 3 reviews' }).waitFor({ timeout: 60_000 })
  await page.getByText('2 positive, 0 neutral, 1 negative').waitFor()
  await page.getByText('The reviews (3)').click()
  await page.getByText('The paperwork was slow and unclear').waitFor()
  await page.getByRole('link', { name: 'In the library' }).click()
  await page.waitForURL('/saved/*')
  await page.getByText('2 positive, 0 neutral, 1 negative').waitFor()
})

test.skipIf(browserMissing)('one review is understood and answered', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/reviews')
  await page
    .getByRole('textbox', { name: 'Review', exact: true })
    .fill('Maria was wonderful. She sold our house in a week!')
  await page.getByRole('button', { name: 'How is it meant?' }).click()
  await page.getByText('Positive', { exact: true }).waitFor({ timeout: 60_000 })
  expect(await page.getByRole('textbox', { name: 'Your answer' }).inputValue()).toContain('Thank you')
  await page.getByRole('link', { name: 'Write posts about it in the studio' }).click()
  await page.waitForURL('/social?topic=*')
  expect(await page.getByLabel('Topic').inputValue()).toContain('sold our house in a week')
})
