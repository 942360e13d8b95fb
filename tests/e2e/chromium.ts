import { existsSync } from 'node:fs'

/** Where Chromium is, if this machine has one. */
export const chromiumPath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
  .filter((path) => path !== undefined)
  .find((path) => existsSync(path))

/** Browser tests are skipped where there is no browser, and said so; in CI that is a failure. */
export const browserMissing = chromiumPath === undefined

if (browserMissing && process.env.CI)
  throw new Error('Chromium is not installed: in CI the browser tests must run (apt-get install chromium)')
