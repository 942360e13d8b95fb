import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'
import { chromiumPath } from './chromium.ts'

/** Flags without which Chromium calls home, or does not run as root. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What a page must not do, and what of that may happen in a test. */
export interface Strictness {
  /** Console messages that the test provokes, e.g. of a request that it lets fail. */
  readonly expected?: RegExp
  /** Origins beside the app that it goes to, e.g. a provider where a person signs in. */
  readonly also?: readonly string[]
}

export interface Visitor {
  readonly page: Page
  /** A second tab of the same browser, as strict. */
  tab(): Promise<Page>
}

/**
 * A browser for the tests of a file. A test that failed tells what its pages show. After each test it fails when a page wrote an error to the console, threw, or asked
 * anybody but the app for anything.
 */
export function browserFor(url: () => string) {
  let browser: Promise<Browser> | undefined
  const problems: string[] = []
  const closing: (() => Promise<void>)[] = []
  const pages: Page[] = []

  afterEach(async ({ task }) => {
    const found = problems.splice(0)
    const shown = pages.splice(0)
    if (task.result?.state === 'fail') for (const page of shown) process.stdout.write(`${await told(page)}\n`)
    for (const close of closing.splice(0)) await close()
    expect(found).toEqual([])
  })
  afterAll(async () => (await browser)?.close())

  const watch = (page: Page, { expected, also = [] }: Strictness) => {
    const report = (problem: string) => {
      if (!expected?.test(problem)) problems.push(`${problem} (on ${page.url()})`)
    }
    page.on('console', (message) => message.type() === 'error' && report(message.text()))
    page.on('pageerror', (error) => report(`uncaught: ${error.message}`))
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (origin !== new URL(url()).origin && !also.includes(origin) && protocol !== 'data:' && protocol !== 'blob:')
        report(`request to the outside: ${request.url()}`)
    })
  }

  return async (options: BrowserContextOptions & Strictness = {}): Promise<Visitor> => {
    const { expected, also, ...settings } = options
    browser ??= chromium.launch({ executablePath: chromiumPath ?? '', args: ARGS })
    const context = await (await browser).newContext({
      baseURL: url(),
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...settings,
    })
    closing.push(() => context.close())
    const tab = async () => {
      const page = await context.newPage()
      pages.push(page)
      watch(page, { ...(expected && { expected }), ...(also && { also }) })
      return page
    }
    return { page: await tab(), tab }
  }
}

/** What a person would see on a page whose test has failed. */
async function told(page: Page): Promise<string> {
  const text = await page.evaluate(() => document.body.innerText.slice(0, 3000)).catch((error: Error) => error.message)
  return `The page ${page.url()} shows:\n${text}`
}
