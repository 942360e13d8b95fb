import { StartError } from '../config/index.ts'
import { startFailure } from './start-failure.ts'

/** Ends the process: with one clear message for what a person can put right, the whole story for what they cannot. */
export function fail(thrown: unknown): never {
  const error = startFailure(thrown)
  const told = error instanceof StartError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`\n${told}\n`)
  process.exit(1)
}
