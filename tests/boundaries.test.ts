import { describe, expect, test } from 'vitest'
import { crossings } from './source/boundaries.ts'
import { sourceFiles } from './source/files.ts'

const files = sourceFiles('{platform,services,drivers,packages,apps}/**/*.{ts,tsx}')

describe('arrows point down only', () => {
  test('in every file', () => {
    expect(files.length).toBeGreaterThan(200)
    expect(files.flatMap(crossings)).toEqual([])
  })

  test.each([
    ['services/ai/service.ts', `import { auth } from '@banyan/auth'`],
    ['services/ai/operations/deep/x.ts', `import type { Row } from '../../../search/store/tables.ts'`],
    ['services/ai/service.ts', `import { x } from '../../platform/store/index.ts'`],
    ['services/ai/service.ts', `const x = await import('@banyan/content')`],
    ['services/ai/service.ts', `export * from '@banyan/ui'`],
    ['services/ai/service.ts', `let x: import('@banyan/auth/store').Row`],
    ['services/ai/x.test.ts', `import { rows } from '@banyan/auth/store'`],
    ['services/ai/x.test.ts', `import { rows } from '../auth/store/rows.ts'`],
    ['services/ai/contract.ts', `import { store } from 'banyan/store'`],
    ['services/ai/contract.ts', `import { readFileSync } from 'node:fs'`],
    ['services/ai/contract.ts', `import { x } from './config.ts'`],
    ['services/ai/contract/part.ts', `import { x } from '../config.ts'`],
    ['platform/gateway/x.ts', `import { auth } from '@banyan/auth/contract'`],
    ['platform/gateway/x.ts', `import type { X } from '../../services/ai/contract.ts'`],
    ['platform/contract/x.ts', `import { createHash } from 'node:crypto'`],
    ['platform/contract/x.ts', `import type { Clock } from '../clock/index.ts'`],
    ['platform/client/deep/x.ts', `import { Agent } from 'undici'`],
    ['platform/text/x.ts', `import { createHash } from 'node:crypto'`],
    ['drivers/redis/x.ts', `import { ai } from '@banyan/ai/contract'`],
    ['packages/ui/src/x.tsx', `import { ai } from '@banyan/ai/contract'`],
    ['apps/web/lib/x.ts', `import ai from '@banyan/ai'`],
    ['apps/web/lib/x.ts', `import { open } from 'banyan/store'`],
    ['apps/web/lib/x.tsx', `import { x } from '../../../platform/client/index.ts'; export default () => <b>{x}</b>`],
  ])('a planted crossing is found: %s %s', (path, text) => {
    expect(crossings({ path, text })).toHaveLength(1)
  })

  test.each([
    ['services/ai/service.ts', `import { search } from '@banyan/search/contract'; import { ai } from './contract.ts'`],
    ['services/ai/operations/x.ts', `import { service } from 'banyan/service'; import { sql } from 'kysely'`],
    ['services/ai/x.test.ts', `import auth from '@banyan/auth'; import ai from './service.ts'`],
    ['services/ai/contract.ts', `import * as z from 'zod'; import { job } from 'banyan/contract'`],
    ['services/ai/contract.ts', `export * from './contract/part.ts'`],
    ['services/ai/contract/part.ts', `import { x } from './other.ts'; import * as z from 'zod'`],
    ['platform/gateway/x.ts', `import { x } from '../contract/index.ts'; import { y } from 'node:http'`],
    ['platform/client/x.ts', `import { z } from '../contract/index.ts'; import { sse } from './sse.ts'`],
    ['apps/web/lib/x.ts', `import { createClient } from 'banyan/client'; import { ai } from '@banyan/ai/contract'`],
    ['platform/gateway/x.ts', `// import { auth } from '@banyan/auth'\nconst text = "import x from '@banyan/auth'"`],
  ])('what is right passes: %s %s', (path, text) => {
    expect(crossings({ path, text })).toEqual([])
  })
})
