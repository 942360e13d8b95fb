// `npm run properties`: the properties of the design, each a thousand times over each link.
// `-- --property 4` runs one, `-- --seed 42` the same inputs again, `-- --runs 100` fewer.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as z from 'zod'

const Report = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), duration: z.number().nullish() })),
    }),
  ),
})

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    property: { type: 'string' },
  },
})
const wrong = Object.entries(values).find(([, value]) => !/^\d+$/.test(value))
if (wrong) refuse(`--${wrong[0]} takes a number, not ${wrong[1]}`)

const folder = fileURLToPath(new URL('../tests/properties/', import.meta.url))
const chosen = values.property === undefined ? 'p' : `p${values.property.padStart(2, '0')}-`
const files = readdirSync(folder).filter((name) => /^p\d+-.*\.test\.ts$/.test(name) && name.startsWith(chosen))
if (files.length === 0) refuse(`there is no property ${values.property}`)

process.stdout.write(`seed ${values.seed}\n`)
const out = mkdtempSync(join(tmpdir(), 'banyan-properties-'))
const file = join(out, 'report.json')
const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...files.map((name) => join(folder, name)),
  ],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PROPERTY_RUNS: values.runs, PROPERTY_SEED: values.seed },
  },
)
const { testResults } = Report.parse(JSON.parse(readFileSync(file, 'utf8')))
rmSync(out, { recursive: true })

// Each file is one property, on every link; one that could not be loaded has failed like one that does not hold.
const failed = testResults.filter((result) => result.status !== 'passed' || result.assertionResults.length === 0).length
const missing = files.length - testResults.length
process.stdout.write(`${files.length} properties, ${values.runs} runs each, ${failed + missing} failed\n`)
process.exitCode = status === 0 && failed + missing === 0 ? 0 : 1

function refuse(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(1)
}
