import { expect, inject, test } from 'vitest'
import { enter } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { writeNote } from './note.ts'
import { open, settled } from './pages.ts'

const visit = browserFor(() => inject('app'))

test.skipIf(browserMissing)('notes are written, found, deleted and brought back', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await writeNote(page, 'Figs', '## Where\n\nOn the *banyan*, see [the shop](https://figs.example).')
  expect(await page.getByRole('link', { name: 'the shop' }).getAttribute('href')).toBe('https://figs.example')
  await writeNote(page, 'Roots', 'They come down from above.')

  await open(page, '/saved')
  await page.getByLabel('Search the library').fill('banyan')
  await page.waitForURL('/saved?q=banyan')
  await page.getByRole('link', { name: 'Roots' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Figs' }).waitFor()
  await page.getByLabel('Type').selectOption('Research report')
  await page.getByText('Nothing fits').waitFor()

  await open(page, '/saved')
  await page.getByRole('button', { name: 'Delete Figs' }).click()
  await page.getByRole('link', { name: 'Figs' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Figs' }).waitFor()
})

test.skipIf(browserMissing)('a change is never written over another one without being asked', async () => {
  const { page, tab } = await visit()
  await enter(page, inject('app'))
  await writeNote(page, 'Shared', 'first')
  const edit = `${new URL(page.url()).pathname}?edit`
  const other = await tab()
  await open(page, edit)
  await open(other, edit)

  await other.getByRole('textbox', { name: 'Text' }).fill('from the other tab')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await other.getByRole('article').getByText('from the other tab').waitFor()

  await page.getByRole('textbox', { name: 'Text' }).fill('mine')
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'Changed elsewhere' })
  await dialog.getByText('from the other tab').waitFor()
  await dialog.getByRole('button', { name: 'Keep mine' }).click()
  await page.getByRole('article').getByText('mine').waitFor()
})

test.skipIf(browserMissing)('the other text can be taken instead', async () => {
  const { page, tab } = await visit()
  await enter(page, inject('app'))
  await writeNote(page, 'Shared', 'first')
  const edit = `${new URL(page.url()).pathname}?edit`
  const other = await tab()
  await open(page, edit)
  await open(other, edit)
  await other.getByRole('textbox', { name: 'Text' }).fill('theirs')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await other.getByRole('article').getByText('theirs').waitFor()

  const text = page.getByRole('textbox', { name: 'Text' })
  await text.fill('mine')
  await page.keyboard.press('Control+s')
  await page.getByRole('button', { name: 'Take the other one' }).click()
  await page.getByText('All changes saved').waitFor()
  expect(await text.inputValue()).toBe('theirs')
})

test.skipIf(browserMissing)('what a user wrote cannot become a script', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  const text = '<img src=x onerror="window.hurt=1"> [a](javascript:window.hurt=1) <script>window.hurt=1</script>'
  await writeNote(page, '<b>Bold</b>', text)
  await settled(page)
  expect(await page.locator('article img, article script, article a').count()).toBe(0)
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false)
})

test.skipIf(browserMissing)('a report says which model wrote it and what it had to do without', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  const report = { summary: 'Short.', keyFindings: ['One.'], sources: [], model: 'ollama:small', degraded: ['search'] }
  const id = await page.evaluate(async (body) => {
    const entry = JSON.stringify({ type: 'research-report', title: 'Degraded', body })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/content/saved', { method: 'POST', headers, body: entry })
    return ((await answer.json()) as { id: string }).id
  }, JSON.stringify(report))
  await open(page, `/saved/${id}`)
  await page.getByText('Written without search').waitFor()
  await page.getByText('ollama:small').waitFor()
})

test.skipIf(browserMissing)("another account's entries and runs do not exist", async () => {
  const mine = await visit()
  await enter(mine.page, inject('app'))
  await writeNote(mine.page, 'Secret', 'for me')
  const { page } = await visit({ expected: /404 \(Not Found\)/ })
  await enter(page, inject('app'))
  await open(page, new URL(mine.page.url()).pathname)
  await page.getByRole('heading', { name: 'This is not here' }).waitFor()
})
