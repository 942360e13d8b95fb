import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

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
  readonly operations: Uint8Array
  /** Milliseconds from the beginning of the load to when it was due. */
  readonly due: Float64Array
  /** Milliseconds from when it was due to its last byte. */
  readonly latency: Float64Array
  readonly ends: Uint8Array
  /** Statuses and errors of those that were not answered correctly, and how many of each. */
  readonly wrong: ReadonlyMap<string, number>
}

/** How a request can end. */
export const End = { correct: 0, late: 1, refused: 2, failed: 3 } as const

/** Runs a load in a thread of its own, so that the proxies of this one are not held up by it. */
export async function load(order: LoadOrder): Promise<LoadResult> {
  const worker = new Worker(new URL('./load-thread.ts', import.meta.url), { workerData: order })
  const [result]: LoadResult[] = await once(worker, 'message')
  await worker.terminate()
  return result as LoadResult
}
