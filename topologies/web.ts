import { fileURLToPath } from 'node:url'
import type { WebApp } from 'banyan/topology'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The web application, and all that its build reads. */
export const web: WebApp = {
  dir: path('../apps/web'),
  sources: [
    path('../apps/web'),
    path('../packages/ui'),
    path('../platform/contract'),
    path('../platform/client'),
    path('../platform/durable/contract.ts'),
    path('../platform/text'),
    path('../package-lock.json'),
    ...['ai', 'auth', 'content', 'oauth', 'search', 'users'].map((name) => path(`../services/${name}/contract.ts`)),
    ...['ai', 'content'].map((name) => path(`../services/${name}/contract`)),
  ],
}
