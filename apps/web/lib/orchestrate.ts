import { asFailure, type Failure, failure, settle } from 'banyan/contract'
import { type FailureView, failureView } from './failure-view.ts'

/** On whose behalf something is asked. */
export interface Visit {
  /** There is a session that has not ended. Whether it is genuine, the gateway says with the first call. */
  readonly signedIn: boolean
  /** Under which the gateway logged the request that all of this belongs to. */
  readonly requestId: string
}

/** What a page or an action gets of several services together: one plain structure, whatever was asked and failed. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly without: readonly Without[] }
  | { readonly ok: false; readonly failure: FailureView }

/** A part that did not answer, and for which something else stands in. */
export interface Without {
  /** In words for people: `your profile`. */
  readonly part: string
  readonly failure: FailureView
}

/**
 * Asks for one part. When that fails, `instead` gives what stands in for it; without `instead`, or where it fails as
 * well, the whole fails. A session that turns out to have ended is never replaced by anything.
 */
export interface Ask {
  <T>(part: string, call: () => Promise<T>): Promise<T>
  <T, F>(part: string, call: () => Promise<T>, instead: (failure: Failure) => F | Promise<F>): Promise<T | F>
}

/**
 * Does what takes several services, for somebody who is signed in: nobody is asked for anybody else. `work` is ordinary
 * code: calls in a `Promise.all` run at once, awaited ones one after the other. Never rejects, and leaves nothing under way.
 *
 * ```ts
 * await orchestrate(visit, async (ask) => {
 *   const [runs, profile] = await Promise.all([
 *     ask('your runs', () => api.jobs.list({})),
 *     ask('your profile', () => api.content.agentProfile({}), () => undefined),
 *   ])
 *   return { runs, profile }
 * })
 * ```
 */
export async function orchestrate<T>(visit: Visit, work: (ask: Ask) => Promise<T>): Promise<Answer<T>> {
  const view = (error: Failure) => failureView(error, visit.requestId)
  if (!visit.signedIn) return { ok: false, failure: view(failure('unauthenticated')) }

  const asked: Promise<unknown>[] = []
  const without: Without[] = []
  const one = async (part: string, call: () => Promise<unknown>, instead?: (failure: Failure) => unknown) => {
    const answer = await settle(call())
    if (answer.ok) return answer.value
    const { error } = answer
    if (!instead || error.kind === 'unauthenticated') throw error
    const other = await settle(Promise.resolve(error).then(instead))
    if (!other.ok) throw other.error.kind === 'unauthenticated' ? other.error : error
    without.push({ part, failure: view(error) })
    return other.value
  }
  const ask = (...given: Parameters<typeof one>) => {
    const answer = one(...given)
    asked.push(answer)
    return answer
  }

  // `one` gives what `call` or `instead` gave, which is what the type of `Ask` says.
  const outcome = await settle(Promise.resolve(ask as Ask).then(work))
  await Promise.allSettled(asked)
  return outcome.ok
    ? { ok: true, value: outcome.value, without }
    : { ok: false, failure: view(asFailure(outcome.error)) }
}
