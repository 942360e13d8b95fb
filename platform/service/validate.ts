import * as z from 'zod'
import { failure, type Issue } from '../contract/index.ts'
import { compileCheck } from './check.ts'

/** Returns the value as the schema gives it, or throws a `Failure`. */
export type Validator = (value: unknown) => unknown

/** Refuses a wrong input with `invalid` and every issue in it. */
export const inputValidator = (schema: z.ZodType): Validator =>
  validator(schema, (issues) => failure('invalid', { detail: summary(issues), issues }))

/** A wrong output is our own mistake: `internal`, with the issues as the cause, for the log. */
export const outputValidator = (schema: z.ZodType, what: string): Validator =>
  validator(schema, (issues) =>
    failure('internal', { cause: new TypeError(`${what} does not fit its schema: ${summary(issues)}`) }),
  )

function validator(schema: z.ZodType, refuse: (issues: Issue[]) => Error): Validator {
  const fits = compileCheck(schema)
  const parse = (value: unknown) => {
    const result = z.safeParse(schema, value)
    if (result.success) return result.data
    throw refuse(result.error.issues.map(({ path, message }) => ({ path: path.map(segment), message })))
  }
  return fits ? (value) => (fits(value) ? value : parse(value)) : parse
}

const segment = (part: PropertyKey): string | number => (typeof part === 'symbol' ? String(part) : part)

/** One line for people: `topic: Write at least three characters; tone: Invalid option`. */
function summary(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ')
}
