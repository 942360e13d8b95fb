import { fork } from 'node:child_process'
import { once } from 'node:events'

/** What a load is to be. */
export interface LoadOrder {
  readonly baseUrl: string
  readonly tokens: readonly string[]
  /** Requests a second; or as many at once as `callers`, each as soon as the one before is answered. */
  readonly rate?: number
  readonly callers?: number
  /** Milliseconds. */
  readonly lasts: number
  readonly seed: number
}

/** What became of each request, in the order they were due. */
export interface LoadResult {
  /** Index of the operation. */
  readonly operations: readonly number[]
  /** Milliseconds from the beginning of the load to when it was due. */
  readonly due: readonly number[]
  /** Milliseconds from when it was due to its last byte. */
  readonly latency: readonly number[]
  readonly ends: readonly number[]
  /** Statuses and errors of those that were not answered correctly, and how many of each. */
  readonly wrong: readonly (readonly [what: string, count: number])[]
}

/** How a request can end. */
export const End = { correct: 0, late: 1, refused: 2, failed: 3 } as const

/** Runs a load in a process of its own, so that it is held up by nothing that this one does. */
export async function load(order: LoadOrder): Promise<LoadResult> {
  const child = fork(new URL('./load-process.ts', import.meta.url), { serialization: 'advanced' })
  const answered = once(child, 'message')
  const ended = once(child, 'exit')
  child.send(order)
  const [result] = await Promise.race([
    answered,
    ended.then(([code]) => Promise.reject(new Error(`the load generator ended with code ${code}`))),
  ])
  await ended
  return result as LoadResult
}
