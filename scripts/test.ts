// `npm test`: all tests that this machine can run, then one plain line with the true numbers.
// Arguments go to vitest and choose tests; without any, those in the browser follow the others, with the machine to themselves.
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

const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs')
const chosen = process.argv.slice(2)
const runs = chosen.length > 0 ? [run(chosen)] : [run([]), run(['--config', 'tests/e2e/vitest.config.ts'])]

const sum = (of: (result: Result) => number) => runs.reduce((total, result) => total + of(result), 0)
const skipped = sum((result) => result.skipped)
const failed = sum((result) => result.failed)
process.stdout.write(
  `${sum((result) => result.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
)
process.exitCode = failed === 0 && runs.every((result) => result.ok) ? 0 : 1

interface Result {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly ok: boolean
}

function run(args: readonly string[]): Result {
  const out = mkdtempSync(join(tmpdir(), 'banyan-test-'))
  const file = join(out, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')))
  rmSync(out, { recursive: true })
  // A file that could not be loaded has no tests to count, and is a failure all the same.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    ok: status === 0 && report.success,
  }
}
