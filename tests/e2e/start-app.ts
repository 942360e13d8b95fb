import type { TestProject } from 'vitest/node'
import { startApp } from './app.ts'
import { browserMissing } from './chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Base URL of the app that all files share; empty where there is no browser. */
    app: string
  }
}

/** Starts one app for the whole run. The offline model is slowed, so that there is a run to be watched. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (browserMissing) {
    process.stdout.write('Browser tests are skipped: Chromium is not installed (apt-get install chromium).\n')
    project.provide('app', '')
    return undefined
  }
  const app = await startApp({ AI_OFFLINE_PACE_MS: '500' })
  project.provide('app', app.url)
  return () => app.stop()
}
