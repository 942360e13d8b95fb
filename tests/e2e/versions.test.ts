import { expect, inject, test } from 'vitest'
import { enter } from './account.ts'
import { violations } from './axe.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { rewriteNote, writeNote } from './note.ts'
import { open, settled } from './pages.ts'

const visit = browserFor(() => inject('app'))

test.skipIf(browserMissing)('what an entry was is seen, compared and restored', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  const path = await writeNote(page, 'Listing', 'A small house with a garden.\n\nCall me.')
  await rewriteNote(page, 'A large house with a garden.\n\nCall me.')
  await rewriteNote(page, 'A large house with a garden.\n\nWrite to me.')
  await page.getByRole('link', { name: 'Versions' }).click()
  await page.waitForURL(`${path}/versions`)
  await settled(page)

  // The one before what stands now, and what was changed since.
  await page.getByRole('heading', { name: 'Version 2 and what was changed since' }).waitFor()
  expect(await page.locator('del').allTextContents()).toEqual(['Call'])
  expect((await page.locator('ins').allTextContents()).join('')).toBe('Writeto ')
  expect(await violations(page)).toEqual([])

  await page.getByRole('link', { name: 'What it changed' }).click()
  await page.getByRole('heading', { name: 'Version 2 since version 1' }).waitFor()
  expect(await page.locator('del').allTextContents()).toEqual(['small'])
  expect(await page.locator('ins').allTextContents()).toEqual(['large'])
  await page.getByRole('link', { name: 'Compare with now' }).waitFor()

  await page
    .getByRole('navigation', { name: 'Versions' })
    .getByRole('link', { name: /Version 1\b/ })
    .click()
  await page.getByRole('heading', { name: 'Version 1 and what was changed since' }).waitFor()
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await page.waitForURL(path)
  await page.getByText('Version 1 is back').waitFor()
  await page.getByRole('article').getByText('A small house with a garden.').waitFor()

  await open(page, `${path}/versions`)
  await page.getByRole('navigation', { name: 'Versions' }).getByText('Version 4').waitFor()
  await page.getByRole('heading', { name: 'Version 3 and what was changed since' }).waitFor()
})

test.skipIf(browserMissing)(
  'an entry that was never changed says so; a version that is not there is none',
  async () => {
    const { page } = await visit({ expected: /404 \(Not Found\)/ })
    await enter(page, inject('app'))
    const path = await writeNote(page, 'Once', 'and no more')
    await open(page, `${path}/versions`)
    await page.getByText('No earlier versions').waitFor()
    await open(page, `${path}/versions?version=9`)
    await page.getByRole('heading', { level: 1, name: 'There is no such version any more' }).waitFor()
    await open(page, '/saved/x/versions')
    await page.getByRole('heading', { name: 'This is not here' }).waitFor()
  },
)

test.skipIf(browserMissing)('texts that have nothing in common stand one after the other', async () => {
  const { page } = await visit({ viewport: { width: 375, height: 812 } })
  await enter(page, inject('app'))
  const path = await writeNote(page, 'Other', 'completely different words here')
  await rewriteNote(page, 'nothing of that remained')
  await open(page, `${path}/versions`)
  expect(await page.locator('del').allTextContents()).toEqual(['completely different words here\n'])
  expect(await page.locator('ins').allTextContents()).toEqual(['nothing of that remained\n'])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
})

test.skipIf(browserMissing)('what somebody writes saves itself', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/saved/new')
  await page.getByLabel('Title').fill('By itself')
  await page.getByRole('textbox', { name: 'Text' }).fill('first words')
  await page.getByText('All changes saved').waitFor()
  await page.waitForURL('/saved/*?edit')
  await page.getByRole('textbox', { name: 'Text' }).fill('first words, and more')
  await page.getByText('Unsaved changes').waitFor()
  await page.getByText('All changes saved').waitFor()
  await page.reload()
  expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('first words, and more')
  await settled(page)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('article').getByText('first words, and more').waitFor()
})

test.skipIf(browserMissing)('what was deleted comes back as it was, at once or later', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  const path = await writeNote(page, 'Gone', 'for a while')
  await page.getByRole('button', { name: 'Delete Gone' }).click()
  await page.waitForURL('/saved')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Restored').waitFor()
  await open(page, path)
  await page.getByRole('heading', { level: 1, name: 'Gone' }).waitFor()

  await page.getByRole('button', { name: 'Delete Gone' }).click()
  await page.waitForURL('/saved')
  await settled(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Recently deleted' }).click()
  await page.waitForURL('/saved/deleted')
  await page.getByText('for a while').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Restore Gone' }).click()
  await page.getByText('Nothing was deleted').waitFor()
  await open(page, path)
  await page.getByRole('article').getByText('for a while').waitFor()
})
