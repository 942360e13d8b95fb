import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { enter, newPerson } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { open } from './pages.ts'

const visit = browserFor(() => inject('app'))
const save = (page: Page) => page.getByRole('button', { name: 'Save profile' }).click()

test.skipIf(browserMissing)('a profile is filled in, told what is wrong with it, and kept', async () => {
  const { page } = await visit()
  await enter(page, inject('app'), newPerson('Maria Gomez'))
  await open(page, '/profile')
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Maria Gomez')
  await page.getByRole('button', { name: 'Your agency' }).click()
  await page.keyboard.type('Lakeside Realty')
  await page.getByLabel('Phone').fill('call me')
  await page.getByLabel('Facebook').fill('facebook/maria')
  await page.keyboard.press('Control+s')
  await page.getByText('Write a phone number such as').waitFor()
  await page.getByText('Write an address such as').waitFor()
  expect(await page.getByLabel('Agency', { exact: true }).inputValue()).toBe('Lakeside Realty')

  await page.getByLabel('Phone').fill('(512) 555-0142')
  await page.getByLabel('Facebook').fill('https://www.facebook.com/maria')
  await page.getByLabel('Certifications').fill('ABR\nCRS')
  await save(page)
  await page.getByText('All changes saved').waitFor()
  await page.reload()
  expect(await page.getByLabel('Certifications').inputValue()).toBe('ABR\nCRS')
  expect(await page.getByLabel('Facebook').inputValue()).toBe('https://www.facebook.com/maria')
})

test.skipIf(browserMissing)('a written biography stands in the profile only when it is taken', async () => {
  const { page } = await visit()
  await enter(page, inject('app'), newPerson('Maria Gomez'))
  await open(page, '/profile')
  await page.getByText('It needs your name and your agency.').waitFor()
  await page.getByLabel('Agency', { exact: true }).fill('Lakeside Realty')
  await page.getByRole('button', { name: 'Write a biography' }).click()
  await page.waitForURL('/profile?bio=*')
  // The run belongs to the address: a reload goes on where it was.
  await page.reload()
  const written = page.getByRole('region', { name: 'The biography that was written' })
  await written.getByText('Lakeside Realty').waitFor({ timeout: 60_000 })
  expect(await page.getByLabel('Biography', { exact: true }).inputValue()).toBe('')
  await written.getByRole('button', { name: 'Use this text' }).click()
  expect(await page.getByLabel('Biography', { exact: true }).inputValue()).toContain('Maria Gomez')
  await page.getByLabel('Agency', { exact: true }).fill('Lakeside Realty')
  await save(page)
  await page.getByText('All changes saved').waitFor()
})

test.skipIf(browserMissing)('what another tab saved is not written over, and changes of both can stand', async () => {
  const { page, tab } = await visit()
  await enter(page, inject('app'), newPerson('Maria Gomez'))
  await open(page, '/profile')
  await save(page)
  await page.getByText('All changes saved').waitFor()
  const other = await tab()
  await open(other, '/profile')
  await other.getByLabel('Agency', { exact: true }).fill('Hill Country Homes')
  await save(other)
  await other.getByText('All changes saved').waitFor()

  await page.getByLabel('Licence number').fill('TX 0671234')
  await save(page)
  const dialog = page.getByRole('dialog', { name: 'Changed elsewhere' })
  await dialog.getByText('Hill Country Homes').waitFor()
  await dialog.getByRole('button', { name: 'Keep my changes' }).click()
  await page.getByText('All changes saved').waitFor()
  expect(await page.getByLabel('Agency', { exact: true }).inputValue()).toBe('Hill Country Homes')
  expect(await page.getByLabel('Licence number').inputValue()).toBe('TX 0671234')
})
