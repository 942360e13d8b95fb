const marked = new WeakSet<object>()

/**
 * Whether an answer is a fallback, in whole or in part: older or reduced, because something did not answer. Known of
 * objects and lists only. `const found = await call.search.web(...); if (isFallback(found)) ...`
 */
export const isFallback = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && marked.has(answer)

/** The answer, marked as a fallback. */
export function asFallback<T>(answer: T): T {
  if (typeof answer === 'object' && answer !== null) marked.add(answer)
  return answer
}

/** The header that marks the answer of a request as a fallback. */
export const FALLBACK_HEADER = 'x-fallback'
