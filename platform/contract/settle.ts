import type { Answer, Settled } from './contract.ts'
import { Failure, failure, type Kind } from './errors.ts'
import { isFallback } from './fallback.ts'

/** Turns a call into a value: `const r = await settle(call.search.web(input)); if (!r.ok) switch (r.error.code) ...`. */
export async function settle<T, Code extends string>(answer: Answer<T, Code>): Promise<Settled<T, Code>> {
  try {
    const value = await answer
    return { ok: true, value, ...(isFallback(value) && { fallback: true }) }
  } catch (error) {
    // The type is a promise of the contract: a link raises only the operation's declared codes and those of the table.
    return { ok: false, error: asFailure(error) as Failure<Code | Kind> }
  }
}

/** Any thrown value as a failure; what is not one already becomes `internal`, with the value as its cause. */
export function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : failure('internal', { cause: error })
}
