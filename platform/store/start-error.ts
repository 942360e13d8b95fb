export { StartError } from '../config/index.ts'

/** The SQLSTATE or the system's error code (`ECONNREFUSED`) of a failure, if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return undefined
}

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
