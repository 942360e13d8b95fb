import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './source/files.ts'

const files = sourceFiles(
  '{platform,services,drivers,packages,apps,topologies,tests,scripts,bench}/**/*.{ts,tsx,js,mjs,css,sql}',
  '*.{ts,js,mjs}',
)

/** Names that say nothing of a file's subject. */
const EMPTY = /(^|[-_.])(utils?|helpers?|common|managers?|misc|processors?|shared|stuff)([-_.]|$)/i

const tooLong = (text: string) => text.split('\n').length - 1 > 400
const named = (path: string) => !path.split('/').some((part) => EMPTY.test(part))

test('no file has more than 400 lines', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(files.filter(({ text }) => tooLong(text)).map(({ path }) => path)).toEqual([])
})

test('every file and folder says its subject', () => {
  expect(files.filter(({ path }) => !named(path)).map(({ path }) => path)).toEqual([])
})

test('each folder of the platform and each service has a page of prose', () => {
  const folders = new Set(files.flatMap(({ path }) => /^(platform|services)\/[^/]+(?=\/)/.exec(path)?.[0] ?? []))
  const pages = new Set(sourceFiles('{platform,services}/*/README.md').map(({ path }) => posix.dirname(path)))
  expect([...folders].filter((folder) => !pages.has(folder))).toEqual([])
})

test('the checks can fail', () => {
  expect(tooLong('x\n'.repeat(401))).toBe(true)
  expect(tooLong('x\n'.repeat(400))).toBe(false)
  for (const path of ['a/utils.ts', 'helpers/a.ts', 'a/string-utils.ts', 'a/job.manager.ts', 'common/b.ts'])
    expect(named(path), path).toBe(false)
  for (const path of ['a/sharedness.ts', 'a/utility-bill.ts', 'platform/clock/index.ts'])
    expect(named(path), path).toBe(true)
})
