import * as z from 'zod'
import { Failure, type Kind, kinds } from './errors.ts'

/** The wire form of a failure: RFC 9457 problem details, media type `application/problem+json`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  code: z.string(),
  retry: z.boolean(),
  /** The refusal of too much work by a service that is well. */
  overloaded: z.literal(true).optional(),
  requestId: z.string().optional(),
  issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>

/** What the caller may see of a failure. `internal` failures keep their details for the log. */
export function problem(failure: Failure, requestId?: string): Problem {
  const shown = failure.kind !== 'internal'
  return {
    type: `/docs/errors#${failure.kind}`,
    title: failure.title,
    status: failure.status,
    ...(shown && failure.detail !== undefined && { detail: failure.detail }),
    code: failure.code,
    retry: failure.retry,
    ...(failure.overloaded && { overloaded: true as const }),
    ...(requestId !== undefined && { requestId }),
    ...(shown &&
      failure.issues && { issues: failure.issues.map(({ path, message }) => ({ path: [...path], message })) }),
  }
}

/** The failure that a problem document describes; `retryAfter` in milliseconds comes from the header. */
export function fromProblem(body: unknown, status: number, retryAfter?: number): Failure {
  const parsed = Problem.safeParse(body)
  if (!parsed.success)
    return new Failure(kindOf(status), kindOf(status), { detail: `answered ${status} without a problem document` })
  const { code, title, detail, issues, retry, overloaded, requestId } = parsed.data
  const result = new Failure(
    code,
    kindOf(status),
    {
      retry,
      ...(overloaded && { overloaded }),
      ...(detail !== undefined && { detail }),
      ...(issues && { issues }),
      ...(retryAfter !== undefined && { retryAfter }),
    },
    title,
  )
  result.requestId = requestId
  return result
}

function kindOf(status: number): Kind {
  for (const [kind, row] of Object.entries(kinds)) if (row.status === status) return kind as Kind
  return status >= 500 ? 'downstreamFailed' : 'invalid'
}
