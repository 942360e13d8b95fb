// `npm test`: all tests that this machine can run, then what failed, then one plain line with the true numbers.
// Arguments go to vitest and choose tests; without any, those in the browser follow the others, with the machine to themselves.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestReport } from './test-report.ts'

const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs')
const chosen = process.argv.slice(2)
const runs = chosen.length > 0 ? [run(chosen)] : [run([]), run(['--config', 'tests/e2e/vitest.config.ts'])]

const failures = runs.flatMap((result) => result.failures)
const sum = (of: (result: TestReport) => number) => runs.reduce((total, result) => total + of(result), 0)
const skipped = sum((result) => result.skipped)
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n\n`)
process.stdout.write(
  `${sum((result) => result.passed)} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
)
process.exitCode = failures.length === 0 ? 0 : 1

function run(args: readonly string[]): TestReport {
  const out = mkdtempSync(join(tmpdir(), 'banyan-test-'))
  const file = join(out, 'report.json')
  const reporters = ['--reporter=default', `--reporter=${join(import.meta.dirname, 'test-report.ts')}`]
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TEST_REPORT_FILE: file },
  })
  const report: TestReport = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, skipped: 0, failures: [] }
  rmSync(out, { recursive: true })
  // Whatever makes vitest fail is a failure here, too, also when no report tells of it.
  if (status !== 0 && report.failures.length === 0)
    return { ...report, failures: [`vitest ${args.join(' ')} ended with ${status}`] }
  return report
}
