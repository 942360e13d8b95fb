import { failure } from 'banyan/contract'
import type * as z from 'zod'
import { type FailureView, failureView } from './failure-view.ts'

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: FailureView }

/** What a form sent, as its operation wants it, or what is wrong with it, field by field and in words for people. */
export function checked<Schema extends z.ZodType>(schema: Schema, given: unknown): Checked<z.output<Schema>> {
  const answer = schema.safeParse(given, { error: words })
  if (answer.success) return { ok: true, value: answer.data }
  const issues = answer.error.issues.map(({ path, message }) => ({ path: path.map(String), message }))
  const [first] = issues
  return { ok: false, failure: failureView(failure('invalid', { issues, ...(first && { detail: first.message }) })) }
}

/** Words for what a contract has none of its own for. */
function words(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'too_small' && issue.origin === 'string') return 'Something must stand here'
  if (issue.code === 'too_big' && issue.origin === 'string') return `At most ${issue.maximum} characters fit`
  if (issue.code === 'invalid_format' && issue.format === 'email')
    return 'Write an e-mail address such as ann@example.org'
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'Something must stand here'
  if (issue.code === 'invalid_type' && issue.expected === 'number') return 'Write a number'
  if (issue.code === 'invalid_type' && issue.expected === 'int') return 'Write a whole number'
  if (issue.code === 'too_small' && typeof issue.input === 'number') return `Write at least ${issue.minimum}`
  if (issue.code === 'too_big' && typeof issue.input === 'number') return `Write at most ${issue.maximum}`
  return undefined
}
