import { afterAll, expect, inject, test } from 'vitest'
import { enter, report, research } from './account.ts'
import { browserFor } from './browser.ts'
import { browserMissing } from './chromium.ts'
import { type Wire, wireTo } from './wire.ts'

let wire: Wire
const visit = browserFor(() => wire.url)
afterAll(() => wire?.close())

test.skipIf(browserMissing)('a stream whose connection breaks is resumed after its last event', async () => {
  wire = await wireTo(inject('app'))
  // The browser writes each broken connection to the console.
  const { page } = await visit({ expected: /ERR_/ })
  await enter(page, wire.url)
  await research(page, 'Leases and fencing tokens')
  const steps = page.getByRole('list', { name: 'Steps' })
  await steps.getByText('Searching').waitFor()
  expect(wire.sent().toLowerCase()).not.toContain('last-event-id:')

  wire.cut()
  await page.getByText('Reconnecting.').waitFor()
  await report(page)
  const resumed = /last-event-id: (\d+)/i.exec(wire.sent())
  expect(Number(resumed?.[1])).toBeGreaterThan(2)
})
