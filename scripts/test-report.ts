// A vitest reporter that writes what a run came to into the file named by TEST_REPORT_FILE, for `npm test` to sum up.
import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** What a run of vitest came to. */
export interface TestReport {
  readonly passed: number
  readonly skipped: number
  /** One line or more for each test that failed, each file that could not be run, and each error outside of a test. */
  readonly failures: readonly string[]
}

export default class TestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    writeFileSync(String(process.env.TEST_REPORT_FILE), JSON.stringify(reportOf(modules, unhandled)))
  }
}

function reportOf(modules: readonly TestModule[], unhandled: readonly SerializedError[]): TestReport {
  const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => ({ module, test })))
  const inState = (state: string) => tests.filter(({ test }) => test.result().state === state)
  return {
    passed: inState('passed').length,
    skipped: inState('skipped').length + inState('pending').length,
    failures: [
      ...inState('failed').map(
        ({ module, test }) => `${module.relativeModuleId} > ${test.fullName}\n${told(test.result().errors ?? [])}`,
      ),
      ...modules
        .filter((module) => module.errors().length > 0)
        .map((module) => `${module.relativeModuleId}\n${told(module.errors())}`),
      ...modules
        .flatMap((module) => [...module.children.allSuites()].map((suite) => ({ module, suite })))
        .filter(({ suite }) => suite.errors().length > 0)
        .map(({ module, suite }) => `${module.relativeModuleId} > ${suite.fullName}\n${told(suite.errors())}`),
      ...unhandled.map((error) => `outside of a test\n${told([error])}`),
    ],
  }
}

/** What went wrong and where, without the lines of the test runner. */
const told = (errors: readonly SerializedError[]): string =>
  errors
    .flatMap((error) => (error.stack ?? `${error.name}: ${error.message}`).split('\n'))
    .filter((line) => !line.includes('/node_modules/vitest/') && !line.includes('/node_modules/@vitest/'))
    .map((line) => `  ${line}`)
    .join('\n')
