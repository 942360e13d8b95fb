import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { enter, report, research } from './account.ts'
import { violations } from './axe.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { saveMarket } from './market-entries.ts'
import { open } from './pages.ts'

const visit = browserFor(() => inject('app'))

const DESK = { width: 1440, height: 900 }
const PHONE = { width: 375, height: 812 }

/** Goes through pages in each look. Gives what is wrong, one line each. */
async function faults(paths: readonly string[], storageState?: BrowserContextOptions['storageState']) {
  const found: string[] = []
  const seen = { expected: /404 \(Not Found\)/, ...(storageState && { storageState }) }
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await visit({ ...seen, viewport: DESK, colorScheme })
    for (const path of paths) {
      await open(page, path)
      for (const violation of await violations(page)) found.push(`${path} ${colorScheme}: ${violation}`)
    }
  }
  const { page } = await visit({ ...seen, viewport: PHONE })
  for (const path of paths) {
    await open(page, path)
    const over = await tooWide(page)
    if (over > 0) found.push(`${path}: ${over}px wider than a phone`)
  }
  return found
}

const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

test.skipIf(browserMissing)(
  'no page that anybody can see breaks a rule of accessibility or scrolls sideways',
  async () => {
    const pages = ['/', '/sign-in?ended=1', '/sign-up', '/library/fsrs-scheduler', '/library/nothing', '/nothing']
    expect(await faults(pages)).toEqual([])
  },
  200_000,
)

test.skipIf(browserMissing)(
  'no page of a new account does',
  async () => {
    const { page } = await visit()
    await enter(page, inject('app'))
    const pages = [
      '/home',
      '/studio',
      '/studio/market-update',
      '/studio/blog-post',
      '/studio/video-script',
      '/studio/neighborhood-guide',
      '/studio/listing',
      '/studio/bio',
      '/studio/blog-post/write',
      '/studio/video-script/write',
      '/usage',
      '/research',
      '/social',
      '/saved',
      '/saved?q=nothing',
      '/saved/new',
      '/saved/deleted',
      '/projects',
      '/activity',
      '/settings',
    ]
    expect(await faults(pages, await page.context().storageState())).toEqual([])
  },
  200_000,
)

test.skipIf(browserMissing)(
  'no page with content does',
  async () => {
    const { page } = await visit()
    await enter(page, inject('app'))
    await research(
      page,
      'Idempotency keys and what they are good for in systems that retry what they could not confirm',
    )
    await report(page)
    const run = new URL(page.url()).pathname
    const entry = (await page.getByRole('link', { name: 'library', exact: true }).getAttribute('href')) ?? ''
    await page.getByRole('link', { name: 'Create social posts from this' }).click()
    await page.waitForURL('/social?*')
    const { pathname, search } = new URL(page.url())
    await page.getByRole('button', { name: 'Write posts' }).click()
    await page.getByRole('textbox', { name: 'LinkedIn post' }).waitFor({ timeout: 60_000 })
    const posts = new URL(page.url()).pathname
    const pages = [
      run,
      entry,
      `${entry}?edit`,
      `${entry}/versions`,
      pathname + search,
      posts,
      '/home',
      '/saved',
      '/activity',
      '/research/no',
    ]
    expect(await faults(pages, await page.context().storageState())).toEqual([])
  },
  200_000,
)

test.skipIf(browserMissing)(
  'no page of the studio with results does',
  async () => {
    const { page } = await visit()
    await enter(page, inject('app'))
    const pages: string[] = ['/studio', '/usage']
    for (const kind of ['market-update', 'blog-post', 'video-script', 'neighborhood-guide', 'listing', 'bio']) {
      await open(page, `/studio/${kind}`)
      await page.getByRole('button', { name: 'Show me an example' }).click()
      if (kind === 'blog-post') await page.getByLabel('Variants').selectOption('2')
      await page.getByRole('button', { name: /^Write the/ }).click()
      await page.waitForURL(/\/studio\/[a-z-]+\/[0-9a-f-]{36}/)
      const { pathname, search } = new URL(page.url())
      pages.push(`/studio/${kind}`, pathname + search)
      const done =
        kind === 'blog-post' ? page.getByRole('button', { name: /^Keep this one/ }) : page.getByText('Saved to your')
      await done.nth(search === '' ? 0 : 1).waitFor({ timeout: 60_000 })
    }
    expect(await faults(pages, await page.context().storageState())).toEqual([])
  },
  300_000,
)

test.skipIf(browserMissing)(
  'no page about an agent and his market does, empty or full',
  async () => {
    const { page } = await visit()
    await enter(page, inject('app'))
    const empty = [
      ...['/profile', '/audit', '/competitors', '/reviews', '/plan', '/integrations', '/training', '/training/reviews'],
      '/integrations/callback/GOOGLE_BUSINESS?error=access_denied',
    ]
    expect(await faults(empty, await page.context().storageState())).toEqual([])
    const { audit, analysis, plan, competitors } = await saveMarket(page)
    const full = [
      ...['/home', '/audit', `/audit/${audit}`, '/competitors', '/reviews', `/reviews/${analysis}`, '/plan'],
      ...[`/plan/${plan}`, `/plan/${plan}?edit`, `/saved/${audit}`, `/saved/${competitors}`, `/saved/${plan}`],
      ...['/audit/nothing', '/audit/run/nothing'],
    ]
    expect(await faults(full, await page.context().storageState())).toEqual([])
  },
  400_000,
)

test.skipIf(browserMissing)(
  'a run, the palette, the drawer, menus and the shortcut sheet are accessible, too',
  async () => {
    const { page } = await visit({ viewport: PHONE })
    await enter(page, inject('app'))
    await research(page, 'Retrieval practice')
    await page.getByText('Live.').waitFor()
    const found = await violations(page)
    const look = async (role: 'dialog' | 'menu', name: string) => {
      await page.getByRole(role, { name }).waitFor()
      found.push(...(await violations(page)))
      await page.keyboard.press('Escape')
      await page.getByRole(role, { name }).waitFor({ state: 'hidden' })
    }
    await page.getByRole('button', { name: 'Open navigation' }).click()
    await look('dialog', 'Navigation')
    for (const menu of ['Theme', 'Account']) {
      await page.getByRole('button', { name: menu, exact: true }).click()
      await look('menu', menu)
    }
    await page.keyboard.press('Control+k')
    await look('dialog', 'Command palette')
    await page.keyboard.press('?')
    await look('dialog', 'Keyboard shortcuts')
    expect(found).toEqual([])
  },
)
