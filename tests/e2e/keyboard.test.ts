import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { enter } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { open } from './pages.ts'

const visit = browserFor(() => inject('app'))
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)

test.skipIf(browserMissing)('the palette goes to pages, starts research and changes the theme', async () => {
  const { page } = await visit({ colorScheme: 'light' })
  await enter(page, inject('app'))
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  const choose = async (text: string) => {
    await page.keyboard.press('Control+k')
    await palette.waitFor()
    await page.keyboard.type(text)
  }
  await choose('libr')
  await page.keyboard.press('Enter')
  await page.waitForURL('/saved')
  await palette.waitFor({ state: 'hidden' })

  await choose('theme: dark')
  await palette.getByRole('option', { name: 'Theme: dark', exact: true }).click()
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
  await page.reload()
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')

  await choose('Webhooks done right')
  await palette.getByRole('option', { name: 'Research “Webhooks done right”' }).click()
  await page.waitForURL('/research?topic=*')
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#topic')?.value === 'Webhooks done right')
})

test.skipIf(browserMissing)('shortcuts lead everywhere, but not while somebody types', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor({ state: 'hidden' })
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.waitForURL('/saved')
  await page.getByLabel('Search the library').waitFor()
  await page.keyboard.press('/')
  await expect.poll(() => focused(page)).toBe('Search the library')
  await page.keyboard.type('ga?')
  await page.waitForURL('/saved?q=ga%3F')
  expect(await page.getByLabel('Search the library').inputValue()).toBe('ga?')
})

test.skipIf(browserMissing)('menus work by keys alone and give the focus back', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await page.getByRole('button', { name: 'Account' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menu', { name: 'Account' }).waitFor()
  await expect.poll(() => focused(page)).toContain('Settings')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => focused(page)).toContain('Sign out')
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('Account')
})

test.skipIf(browserMissing)('the focus can be seen on everything that takes it', async () => {
  const { page } = await visit()
  await enter(page, inject('app'))
  await open(page, '/research')
  const unseen: string[] = []
  for (let step = 0; step < 24; step++) {
    await page.keyboard.press('Tab')
    const element = await page.evaluate(() => {
      const target = document.activeElement
      if (!target || target === document.body) return undefined
      const drawn = [target, target.closest('li')].some((each) => {
        if (!each) return false
        const { outlineStyle, outlineWidth } = getComputedStyle(each)
        const after = getComputedStyle(each, '::after')
        return (
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          (after.outlineStyle !== 'none' && after.outlineWidth !== '0px')
        )
      })
      return drawn ? undefined : target.outerHTML.slice(0, 120)
    })
    if (element) unseen.push(element)
  }
  expect(unseen).toEqual([])
})
