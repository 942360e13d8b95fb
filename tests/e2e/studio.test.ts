import { expect, inject, test } from 'vitest'
import { enter, newPerson, signUp } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { open, settled } from './pages.ts'

const visit = browserFor(() => inject('app'))

test.skipIf(browserMissing)(
  'a new agent writes a blog post, watches it being written, changes it and finds it in the library',
  async () => {
    const { page } = await visit()
    await signUp(page, newPerson('Maria Gomez'))
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Studio' }).click()
    await page.waitForURL('/studio')
    await page.getByRole('link', { name: 'Blog post', exact: true }).click()
    await page.waitForURL('/studio/blog-post')
    await settled(page)

    // What is wrong is said beside its field, and what was typed stays.
    await page.getByLabel('Facts to use').fill('The office is open on Saturdays.')
    await page.getByRole('button', { name: 'Write the post' }).click()
    await page.getByText('Write at least three characters').waitFor()
    expect(await page.getByLabel('Facts to use').inputValue()).toBe('The office is open on Saturdays.')
    await page.getByLabel('Topic').fill('What to check before an open house')
    await page.getByRole('button', { name: 'Write the post' }).click()

    // The run, live.
    await page.waitForURL(/\/studio\/blog-post\/[0-9a-f-]{36}$/)
    await page.getByRole('list', { name: 'Steps' }).getByText('Searching').waitFor()
    await page.getByRole('progressbar').waitFor()

    // The post: picture, text, description within its room, tags, sources, and the model named.
    await page.getByText('Saved to your').waitFor({ timeout: 60_000 })
    await settled(page)
    const picture = page.locator('main img')
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
      .toBeGreaterThan(0)
    expect(await picture.getAttribute('alt')).toContain('open house')
    const description = page.getByRole('textbox', { name: 'Meta description' })
    const length = (await description.inputValue()).length
    expect(length).toBeLessThanOrEqual(160)
    await page.getByText(`${length} / 160`).waitFor()
    expect(await page.getByRole('textbox', { name: /^Tags \d/ }).count()).toBeGreaterThan(0)
    await page.getByRole('heading', { name: /^Sources \d/ }).waitFor()
    await page.getByText('Offline model', { exact: true }).first().waitFor()

    // Changed where it stands: it saves itself.
    await description.fill('x'.repeat(165))
    await page.getByText('5 over 160').waitFor()
    await description.fill('Seven things to look at, and the one that agents forget.')
    await page.getByRole('button', { name: 'Change the text: Post' }).click()
    await page.getByRole('textbox', { name: 'Post' }).fill('## Begin at the door\n\nThen go *round*.')
    await page.getByRole('button', { name: 'Show how it reads: Post' }).click()
    await page.getByRole('heading', { name: 'Begin at the door' }).waitFor()
    await page.getByRole('textbox', { name: 'Title' }).fill('Seven checks')
    await page.getByText('All changes saved').waitFor()

    // The library has it, once, as it is now; and what it was before.
    await page.getByRole('link', { name: 'library', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Seven checks' }).waitFor()
    const entry = new URL(page.url()).pathname
    await page.getByRole('heading', { name: 'Begin at the door' }).waitFor()
    await open(page, '/saved')
    expect(await page.getByRole('link', { name: 'Seven checks', exact: true }).count()).toBe(1)
    await open(page, `${entry}/versions`)
    await page.getByText('What to check before an open house').first().waitFor()
  },
)

test.skipIf(browserMissing)('of three variants in different tones one is kept', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/studio/video-script')
  await page.getByRole('button', { name: 'Show me an example' }).click()
  await page.getByLabel('Variants').selectOption('Three, in different tones')
  await page.getByRole('button', { name: 'Write the script' }).click()
  await page.waitForURL('/studio/video-script/*?with=*&with=*')
  const third = page.getByRole('region', { name: 'Variant 3' })
  await third.getByText('Enthusiastic').waitFor()
  await third.getByRole('button', { name: /^Keep this one/ }).click({ timeout: 80_000 })
  await page.getByText('Saved to your').waitFor()
  expect(new URL(page.url()).search).toBe('')
  expect(await page.getByLabel('Tone').inputValue()).toBe('Enthusiastic')
  await open(page, '/saved')
  expect(await page.getByText('Video script', { exact: true }).count()).toBeGreaterThan(0)
  expect(await page.getByRole('link', { name: 'Three things to do before you list' }).count()).toBe(1)
})

test.skipIf(browserMissing)(
  'a listing has two parts, which are begun and kept together, and a project takes them',
  async () => {
    const { page } = await visit()
    await enter(page, inject('app'))
    await open(page, '/studio/listing')
    await page.getByRole('button', { name: 'Show me an example' }).click()
    await page.getByLabel('Price in US dollars').fill('$450,000')
    await page.getByRole('button', { name: 'Write the listing' }).click()
    await page.waitForURL('/studio/listing/*?with=*')
    const parts = ['Listing description', 'Listing questions']
    for (const part of parts)
      await page.getByRole('region', { name: part }).getByText('Saved to your').waitFor({ timeout: 60_000 })
    await settled(page)
    expect(await page.getByRole('textbox', { name: 'Description' }).inputValue()).toContain('$450,000')

    const questions = page.getByRole('region', { name: 'Listing questions' })
    await questions.getByRole('button', { name: 'Save to project' }).click()
    await page.getByRole('menuitem', { name: 'New project' }).click()
    await page.getByRole('dialog', { name: 'New project' }).getByLabel('Name').fill('Elm Street')
    await page.getByRole('button', { name: 'Begin and save to it' }).click()
    await questions.getByRole('button', { name: 'Project: Elm Street' }).waitFor()
    // Its version has changed beside its text: a change of the text is still saved without a question.
    await questions.getByRole('textbox', { name: 'Question of question 1', exact: true }).fill('Is it for sale?')
    await questions.getByText('All changes saved').waitFor()
    await page.reload()
    await settled(page)
    expect(await page.getByRole('textbox', { name: 'Question of question 1', exact: true }).inputValue()).toBe(
      'Is it for sale?',
    )
    await page.getByRole('button', { name: 'Project: Elm Street' }).waitFor()
  },
)

test.skipIf(browserMissing)('what was asked for can be changed and run again', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/studio/bio')
  await page.getByLabel('Your name').fill('Maria Gomez')
  await page.getByLabel('Agency').fill('Lakeside Realty')
  await page.getByLabel('Certifications').fill('ABR\nCRS')
  await page.getByRole('button', { name: 'Write the bio' }).click()
  await page.getByText('Saved to your').waitFor({ timeout: 60_000 })
  await settled(page)
  const first = page.url()
  await page.getByLabel('Tone').selectOption('Casual')
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.waitForURL((url) => url.href !== first && url.pathname.startsWith('/studio/bio/'))
  await page.getByText('Saved to your').waitFor({ timeout: 60_000 })
  await settled(page)
  expect(await page.getByLabel('Tone').inputValue()).toBe('Casual')
  await page.getByRole('link', { name: 'change what you asked for' }).click()
  await page.waitForURL('/studio/bio?again=*')
  await settled(page)
  expect(await page.getByLabel('Certifications').inputValue()).toBe('ABR\nCRS')
  expect(await page.getByLabel('Tone').inputValue()).toBe('Casual')
})

test.skipIf(browserMissing)('usage says what it was for', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/usage')
  await page.getByText('No model was called for you yet').waitFor()
  await open(page, '/studio/bio')
  await page.getByRole('button', { name: 'Show me an example' }).click()
  await page.getByRole('button', { name: 'Write the bio' }).click()
  await page.getByText('Saved to your').waitFor({ timeout: 60_000 })
  await open(page, '/usage')
  await page.getByRole('table', { name: 'By generator and model' }).getByText('Agent bio').waitFor()
  await page.getByText('most: 1 call').waitFor()
})
