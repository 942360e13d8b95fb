import { describe, expect, test } from 'vitest'
import { type Ambient, ambientSql, ambientUses, type Finding } from './source/ambient.ts'
import { type SourceFile, sourceFiles } from './source/files.ts'

interface Exception {
  readonly files: RegExp
  readonly what: readonly Ambient[]
  readonly why: string
}

/** Where the outside comes in, and why there. */
const exceptions: readonly Exception[] = [
  {
    files: /^platform\/clock\/system\.ts$/,
    what: ['time', 'chance', 'timers'],
    why: "the machine's own clock and dice",
  },
  { files: /^platform\/network\/system\.ts$/, what: ['network'], why: "the machine's own network" },
  { files: /^platform\/client\//, what: ['timers', 'network'], why: 'runs in a browser, which brings its own' },
  { files: /^platform\/service\/origins\.ts$/, what: ['network'], why: 'the link to another process' },
  { files: /^platform\/hosts\//, what: ['network'], why: 'a host is where requests come in' },
  { files: /^platform\/gateway\/(web-[a-z]+|client-address)\.ts$/, what: ['network'], why: "the web process's proxy" },
  { files: /^platform\/telemetry\/admin\.ts$/, what: ['network'], why: "the operators' listener" },
  { files: /^platform\/store\/embedded\//, what: ['network'], why: 'starts PostgreSQL on a free port' },
  { files: /^platform\/store\/agreed-clock\.ts$/, what: ['time'], why: 'the time that all processes agree on' },
  {
    files: /^platform\/topology\/(start|serve-place|child|place-process|ports|web-[a-z]+)\.ts$/,
    what: ['network', 'environment'],
    why: 'starts processes',
  },
  {
    files: /\/(testing|fixtures?)\//,
    what: ['network', 'environment', 'time', 'chance', 'timers'],
    why: 'the outside of tests',
  },
]

const TEST = /\.(test|test-d)\.ts$/
const files = sourceFiles('{platform,services,drivers}/**/*.ts').filter(({ path }) => !TEST.test(path))
const found = [
  ...files.flatMap((file) => ambientUses(file).map((finding) => ({ file, finding }))),
  ...sourceFiles('{platform,services,drivers}/**/*.sql').flatMap((file) =>
    ambientSql(file).map((finding) => ({ file, finding })),
  ),
]
const excuses = ({ files, what }: Exception, { file, finding }: { file: SourceFile; finding: Finding }) =>
  files.test(file.path) && what.includes(finding.what)

describe('services and platform are given time, chance, timers, network and environment', () => {
  test('in every file that is not a place where these come in', () => {
    expect(files.length).toBeGreaterThan(150)
    const wrong = found.filter((each) => !exceptions.some((exception) => excuses(exception, each)))
    expect(wrong.map(({ finding }) => finding.text)).toEqual([])
  })

  test.each(exceptions)('and the exception for $files is needed: $why', (exception) => {
    expect(found.some((each) => excuses(exception, each))).toBe(true)
  })
})

const usesOf = (text: string) => ambientUses({ path: 'services/ai/planted.ts', text }).map(({ what }) => what)

describe('what is taken from the surroundings is found', () => {
  test.each<[Ambient, string]>([
    ['time', 'const now = Date.now()'],
    ['time', 'const now = new Date()'],
    ['time', 'const now = Date()'],
    ['time', 'const now = globalThis.Date["now"]()'],
    ['time', 'const { now } = Date'],
    ['time', 'const D = Date'],
    ['time', 'const begun = performance.now()'],
    ['time', 'process.hrtime.bigint()'],
    ['time', `import { performance } from 'node:perf_hooks'`],
    ['time', 'const q = sql`select * from t where at < now()`'],
    ['time', "addColumn('at', 'timestamptz', (c) => c.defaultTo(sql.raw('current_timestamp')))"],
    ['chance', 'const r = Math.random()'],
    ['chance', 'const { random } = Math'],
    ['chance', 'crypto.randomUUID()'],
    ['chance', `import { randomBytes as b } from 'node:crypto'`],
    ['chance', `import crypto from 'node:crypto'`],
    ['chance', `import * as crypto from 'crypto'`],
    ['chance', 'const q = `insert into t values (gen_random_uuid())`'],
    ['timers', 'setTimeout(() => {}, 1)'],
    ['timers', 'await new Promise((resolve) => setTimeout(resolve, 5))'],
    ['timers', 'const later = globalThis.setTimeout'],
    ['timers', 'window.setInterval(run, 5)'],
    ['timers', `import { setTimeout as sleep } from 'node:timers/promises'`],
    ['timers', 'const signal = AbortSignal.timeout(5)'],
    ['network', `await fetch('https://example.org')`],
    ['network', 'const options = { fetch }'],
    ['network', 'function f({ get = fetch }) { return get }'],
    ['network', 'class A { private readonly get = fetch }'],
    ['network', 'if (a) { const fetch = b; fetch() } else { fetch() }'],
    ['network', `import { request } from 'node:https'`],
    ['network', `export { Pool } from 'undici'`],
    ['network', `const http = await import('node:http')`],
    ['network', `import { isIP, connect } from 'node:net'`],
    ['environment', 'const key = process.env.OPENAI_API_KEY'],
    ['environment', 'const { env } = process'],
  ])('%s: %s', (what, text) => {
    expect([...new Set(usesOf(text))]).toContain(what)
  })

  test.each([
    'const at = new Date(clock.now())',
    'const at = Date.UTC(2026, 0, 1)',
    'if (value instanceof Date) log(value.getTime())',
    'const round = Math.round(random.next())',
    `import { createHash, timingSafeEqual } from 'node:crypto'`,
    `import type { IncomingMessage } from 'node:http'`,
    `import { isIP } from 'node:net'`,
    'export function client({ fetch }: Options) { return fetch(url) }',
    'const call = (fetch: Fetch) => fetch(url)',
    'const found = options.fetch(url)',
    'interface Options { fetch: typeof globalThis.fetch; setTimeout(): void }',
    'let send: typeof fetch',
    'class Clock { setTimeout() { return this.now() } now() { return 1 } }',
    'for (const fetch of fetchers) fetch()',
    'try { run() } catch (fetch) { log(fetch) }',
    '// Date.now() and Math.random() in a comment',
    "const text = 'setTimeout(run, 5) and fetch(url)'",
    'process.exitCode = 1',
    'const { argv } = process',
  ])('what only looks like it is not: %s', (text) => {
    expect(usesOf(text)).toEqual([])
  })

  test('in SQL files too, comments left out', () => {
    const text = 'create table t (at timestamptz default now());\n-- never now()\nselect 1;\n'
    expect(ambientSql({ path: 'a.sql', text }).map(({ text }) => text)).toEqual(['a.sql:1 now() in SQL (time)'])
  })
})
