import type { Page } from 'playwright-core'
import { open } from './pages.ts'

/** Writes a note by hand; ends on its page. Resolves to its path. */
export async function writeNote(page: Page, title: string, text: string): Promise<string> {
  await open(page, '/saved/new')
  await page.getByLabel('Title').fill(title)
  await page.getByRole('textbox', { name: 'Text' }).fill(text)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
  return new URL(page.url()).pathname
}

/** Changes the text of a note whose page is open, and comes back to that page. */
export async function rewriteNote(page: Page, text: string): Promise<void> {
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByRole('textbox', { name: 'Text' }).fill(text)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Edit', exact: true }).waitFor()
}
