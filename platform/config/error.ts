import { StartError } from './start-error.ts'

/** One setting that is wrong: its name, and what to do about it. Never holds the value of a secret. */
export interface ConfigProblem {
  readonly name: string
  readonly message: string
}

/** The configuration cannot be used: every problem of it at once, ready to be printed. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
    super([`The configuration has ${count}:`, ...problems.map((p) => `  ${p.name}: ${p.message}`)].join('\n'))
    this.problems = problems
  }
}
