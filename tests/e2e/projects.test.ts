import { expect, inject, test } from 'vitest'
import { enter } from './account.ts'
import { violations } from './axe.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { writeNote } from './note.ts'
import { open } from './pages.ts'

const visit = browserFor(() => inject('app'))

test.skipIf(browserMissing)('a project is begun, filled, changed and deleted, and what was in it stays', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/projects')
  await page.getByText('No projects yet').waitFor()
  await page.getByRole('button', { name: 'New project' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New project' })
  await dialog.getByRole('button', { name: 'Begin project' }).click()
  await dialog.getByText('Give it a name').waitFor()
  await dialog.getByLabel('Name').fill('12 Elm Street')
  await dialog.getByLabel('Description').fill('Three bedrooms, open on Saturday.')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  // In the description Enter begins a line: the button sends it.
  await dialog.getByRole('button', { name: 'Begin project' }).click()
  await page.waitForURL('/projects/*')
  await page.getByRole('heading', { level: 1, name: '12 Elm Street' }).waitFor()
  await page.getByText('Nothing is in this project yet').waitFor()
  const project = new URL(page.url()).pathname

  await page.getByRole('link', { name: 'Write a note' }).click()
  await page.getByLabel('Title').fill('Open house')
  await page.getByRole('textbox', { name: 'Text' }).fill('Saturday from 10 to 12.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Project: 12 Elm Street' }).waitFor()

  await open(page, project)
  await page.getByText('1 entry', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Open house' }).waitFor()
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByLabel('Name').fill('12 Elm Street, sold')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '12 Elm Street, sold' }).waitFor()

  await open(page, '/projects')
  await page.getByRole('link', { name: '12 Elm Street, sold' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('What is in it (1 entry) stays in your library').waitFor()
  await page.getByRole('button', { name: 'Delete project' }).click()
  await page.waitForURL('/projects')
  await page.getByText('No projects yet').waitFor()
  await open(page, '/saved')
  await page.getByRole('link', { name: 'Open house' }).waitFor()
})

test.skipIf(browserMissing)('an entry is put into a project, and the library shows one project alone', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await writeNote(page, 'Elsewhere', 'not in it')
  await writeNote(page, 'Within', 'in it')
  await page.getByRole('button', { name: 'Save to project' }).click()
  await page.getByRole('menuitem', { name: 'New project' }).click()
  await page.getByRole('dialog', { name: 'New project' }).getByLabel('Name').fill('Autumn')
  await page.getByRole('button', { name: 'Begin and save to it' }).click()
  await page.getByRole('button', { name: 'Project: Autumn' }).waitFor()

  await open(page, '/saved')
  await page.getByLabel('Project').selectOption('Autumn')
  await page.waitForURL('/saved?project=*')
  await page.getByRole('link', { name: 'Elsewhere' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Within' }).waitFor()
  await page.getByLabel('Order').selectOption('By title')
  await page.waitForURL('/saved?project=*&sort=title')
  await page.getByRole('link', { name: 'Within' }).waitFor()
})

test.skipIf(browserMissing)('a name that is taken is said at the name', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  for (const round of [1, 2]) {
    await open(page, '/projects')
    await page.getByRole('button', { name: 'New project' }).first().click()
    await page.getByLabel('Name').fill('Twice')
    await page.getByRole('button', { name: 'Begin project' }).click()
    if (round === 1) await page.waitForURL('/projects/*')
  }
  await page.getByText('There is a project of this name already').waitFor()
  expect(await page.getByLabel('Name').getAttribute('aria-invalid')).toBe('true')
})

test.skipIf(browserMissing)("another account's project does not exist", async () => {
  const mine = await visit()
  await enter(mine.page, inject('app'))
  await open(mine.page, '/projects')
  await mine.page.getByRole('button', { name: 'New project' }).first().click()
  await mine.page.getByLabel('Name').fill('Hidden')
  await mine.page.getByRole('button', { name: 'Begin project' }).click()
  await mine.page.waitForURL('/projects/*')
  const { page } = await visit({ expected: /404 \(Not Found\)/ })
  await enter(page, inject('app'))
  await open(page, new URL(mine.page.url()).pathname)
  await page.getByRole('heading', { name: 'This is not here' }).waitFor()
})
