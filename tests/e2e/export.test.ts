import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { enter } from './account.ts'
import { violations } from './axe.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { writeNote } from './note.ts'
import { open, settled } from './pages.ts'

const visit = browserFor(() => inject('app'))

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function saved(page: Page, item: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), choose(page, item)])
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

test.skipIf(browserMissing)(
  'an entry is taken along as Markdown, as a web page, as PDF and by the clipboard',
  async () => {
    const { page } = await visit()
    await enter(page, inject('app'))
    await writeNote(page, 'Größe: "100 %"', 'Some **bold** words and <b>signs</b>.')
    await settled(page)

    const markdown = await saved(page, 'Markdown')
    expect(markdown.name).toBe('Größe 100 %.md')
    expect(markdown.bytes.toString()).toContain('\nSome **bold** words and <b>signs</b>.\n')
    const html = await saved(page, 'Web page (HTML)')
    expect(html.bytes.toString()).toContain('<p>Some <strong>bold</strong> words and &lt;b&gt;signs&lt;/b&gt;.</p>')
    const pdf = await saved(page, 'PDF')
    expect([pdf.name, pdf.bytes.subarray(0, 5).toString()]).toEqual(['Größe 100 %.pdf', '%PDF-'])

    await choose(page, 'Copy as text')
    await page.getByText('Copied', { exact: true }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Some **bold** words and <b>signs</b>.')
  },
)

test.skipIf(browserMissing)('the menu works by keys, and is accessible', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await writeNote(page, 'Keys', 'words')
  await settled(page)
  await page.getByRole('button', { name: 'Export' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menu', { name: 'Export' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(file.suggestedFilename()).toBe('Keys.html')
})

test.skipIf(browserMissing)('a file that cannot be made is told, with the id of the request', async () => {
  const { page } = await visit({ expected: /503 \(Service Unavailable\)/ })
  await enter(page, inject('app'))
  await writeNote(page, 'Down', 'words')
  await settled(page)
  const problem = {
    title: 'Temporarily unavailable',
    status: 503,
    code: 'unavailable',
    retry: true,
    requestId: 'abc-1',
  }
  await page.route('**/export?format=pdf', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  await choose(page, 'PDF')
  await page.getByText('No PDF was made').waitFor()
  await page.getByText('Temporarily unavailable · Request id abc-1').waitFor()
})

test.skipIf(browserMissing)('a library leaves as one file, and another account takes it in, once', async () => {
  const mine = await visit()
  await enter(mine.page, inject('app'))
  await writeNote(mine.page, 'First', 'one')
  await writeNote(mine.page, 'Second', 'two')
  await open(mine.page, '/saved')
  await mine.page.getByRole('button', { name: 'More', exact: true }).click()
  const [file] = await Promise.all([
    mine.page.waitForEvent('download'),
    mine.page.getByRole('menuitem', { name: 'Export everything' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^library-\d{4}-\d\d-\d\d\.json$/)
  const library = { name: 'library.json', mimeType: 'application/json', buffer: await readFile(await file.path()) }

  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/saved')
  const dialog = page.getByRole('dialog', { name: 'Import' })
  const take = async (files: Parameters<ReturnType<Page['getByLabel']>['setInputFiles']>[0]) => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Import' }).click()
    await dialog.getByLabel('Files').setInputFiles(files)
    await dialog.getByRole('button', { name: 'Import' }).click()
  }
  await take([library, { name: 'By hand.md', mimeType: 'text/markdown', buffer: Buffer.from('some *words*') }])
  await dialog.getByText('3 new').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Done' }).click()
  for (const title of ['First', 'Second', 'By hand']) await page.getByRole('link', { name: title }).waitFor()

  await take(library)
  await dialog.getByText('2 there already').waitFor()
  await dialog.getByRole('button', { name: 'Done' }).click()

  const broken = { entries: [{ id: 'x', title: 'Broken' }] }
  await take([
    { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(broken)) },
    { name: 'picture.json', mimeType: 'application/json', buffer: Buffer.from('no JSON') },
  ])
  await dialog.getByText('1 not usable').waitFor()
  await dialog.getByText('id: This is no id').waitFor()
  await dialog.getByText('No export: picture.json').waitFor()
})
