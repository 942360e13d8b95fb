import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { enter } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { saveMarket } from './market-entries.ts'
import { writeNote } from './note.ts'

const visit = browserFor(() => inject('app'))

/** Bytes, gzipped for scripts; milliseconds for the largest paint. */
const BUDGET = { scripts: 175_000, fonts: 35_000, shift: 0.02, paint: 800 }

test.skipIf(browserMissing)(
  'every page keeps to its budget of scripts, fonts, shifts and time',
  async () => {
    const { page, tab } = await visit()
    await enter(page, inject('app'))
    const entry = await writeNote(page, 'A note', 'some words')
    const { plan } = await saveMarket(page)
    const over: string[] = []
    for (const path of [
      '/',
      '/sign-in',
      '/home',
      '/studio',
      '/studio/blog-post',
      '/studio/blog-post/write',
      '/usage',
      '/research',
      '/social',
      '/saved',
      '/saved/new',
      '/saved/deleted',
      entry,
      `${entry}?edit`,
      `${entry}/versions`,
      '/projects',
      '/activity',
      '/settings',
      ...['/profile', '/audit', '/competitors', '/reviews', '/plan', `/plan/${plan}`, '/integrations', '/training'],
    ]) {
      // The first visit loads the page's code on the server. The best of the next counts: other work makes times longer only.
      const loads = []
      for (let round = 0; round < 4; round++) loads.push(await measure(await tab(), path))
      const { scripts, fonts, shift } = loads[0] ?? BUDGET
      const paint = Math.min(...loads.map((load) => load.paint))
      for (const [name, value] of Object.entries({ scripts, fonts, shift, paint }))
        if (value > BUDGET[name as keyof typeof BUDGET]) over.push(`${path}: ${name} ${value}`)
    }
    expect(over).toEqual([])
  },
  400_000,
)

async function measure(page: Page, path: string) {
  const sizes: Promise<[string, number]>[] = []
  page.on('response', (response) => sizes.push(sizeOf(response)))
  await page.addInitScript(() => {
    const seen = { shift: 0, paint: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.paint = entry.startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
  await page.goto(path, { waitUntil: 'networkidle' })
  const seen = await page.evaluate(() => (window as unknown as { seen: { shift: number; paint: number } }).seen)
  const known = await Promise.all(sizes)
  await page.close()
  const sum = (type: string) => known.reduce((total, [kind, size]) => total + (kind === type ? size : 0), 0)
  return { scripts: sum('script'), fonts: sum('font'), ...seen }
}

async function sizeOf(response: Response): Promise<[string, number]> {
  const type = response.request().resourceType()
  if (type !== 'script' && type !== 'font') return [type, 0]
  const body = await response.body()
  return [type, type === 'script' ? gzipSync(body).length : body.length]
}
