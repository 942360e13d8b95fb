// `npm test`: all tests that this machine can run, then one plain line with the true numbers.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  success: z.boolean(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const out = mkdtempSync(join(tmpdir(), 'banyan-test-'))
const file = join(out, 'report.json')
const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...process.argv.slice(2)],
  { stdio: ['ignore', 'inherit', 'inherit'] },
)
const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')))
rmSync(out, { recursive: true })

// A file that could not be loaded has no tests to count, and is a failure all the same.
const broken = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length
const skipped = report.numPendingTests + report.numTodoTests
const failed = report.numFailedTests + broken
process.stdout.write(`${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
process.exitCode = status === 0 && failed === 0 && report.success ? 0 : 1
