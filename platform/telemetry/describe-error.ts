import { Failure } from '../contract/errors.ts'

/** An error as data for the log. Only known fields: drivers put rows and requests into others. */
export interface ErrorDescription {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly via?: string
  readonly requestId?: string
  readonly stack?: string
  readonly cause?: ErrorDescription
  readonly errors?: readonly ErrorDescription[]
}

/** What an error says, with the whole chain of its causes. Any thrown value will do. */
export function describeError(error: unknown): ErrorDescription {
  return described(error, CHAIN)
}

/** Causes that are followed; a chain that is longer goes in circles. */
const CHAIN = 8

function described(error: unknown, left: number): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : null
  return {
    type: error.name,
    message: error.message,
    ...(code !== null && { code: String(code) }),
    ...(error instanceof Failure && error.via !== undefined && { via: error.via }),
    ...(error instanceof Failure && error.requestId !== undefined && { requestId: error.requestId }),
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(error.cause !== undefined && left > 0 && { cause: described(error.cause, left - 1) }),
    ...(error instanceof AggregateError &&
      left > 0 && { errors: error.errors.slice(0, CHAIN).map((each: unknown) => described(each, left - 1)) }),
  }
}
