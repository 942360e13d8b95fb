// The thread that sends a load and tells what became of it.
import { parentPort, workerData } from 'node:worker_threads'
import { Pool } from 'undici'
import { seeded } from '../../platform/testing/fault-proxy/index.ts'
import { openLoop } from '../chaos/open-loop.ts'
import { End, type LoadOrder, type LoadResult } from './load.ts'
import { OPERATIONS, type Operation } from './operations.ts'

const order: LoadOrder = workerData
const random = seeded(order.seed)
const pool = new Pool(order.baseUrl, { connections: 1_024, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 })
const run = Math.floor(random() * 1e9).toString(36)
const operations: number[] = []
const due: number[] = []
const latency: number[] = []
const ends: number[] = []
const wrong = new Map<string, number>()
const begun = performance.now()

async function send(when: number): Promise<void> {
  const at = operations.length
  const index = pick()
  const operation = OPERATIONS[index] as Operation
  const n = `${run}-${at}`
  operations.push(index)
  due.push(when - begun)
  latency.push(0)
  ends.push(End.failed)
  const { method, path, body, headers } = operation.request(n)
  let end: number = End.failed
  let told = ''
  try {
    const answer = await pool.request({
      method,
      path,
      headers: {
        authorization: `Bearer ${order.tokens[at % order.tokens.length]}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body ? JSON.stringify(body) : null,
      // Who waits three times as long as an answer is of use waits for nothing.
      signal: AbortSignal.timeout(3 * operation.deadline),
    })
    const { statusCode } = answer
    const text = await answer.body.text()
    const late = performance.now() - when > operation.deadline
    if (operation.correct(statusCode, JSON.parse(text), n)) end = late ? End.late : End.correct
    else if (statusCode === 503 || statusCode === 429) end = End.refused
    told = late && end === End.late ? 'late' : String(statusCode)
  } catch (error) {
    told = error instanceof Error ? error.name : String(error)
  }
  latency[at] = performance.now() - when
  ends[at] = end
  if (end !== End.correct) wrong.set(`${operation.name} ${told}`, (wrong.get(`${operation.name} ${told}`) ?? 0) + 1)
}

function pick(): number {
  let left = random() * 1000
  for (const [index, { share }] of OPERATIONS.entries()) {
    left -= share
    if (left < 0) return index
  }
  return 0
}

if (order.rate !== undefined) await openLoop({ rate: order.rate, lasts: order.lasts, send })
else {
  const until = begun + order.lasts
  await Promise.all(
    Array.from({ length: order.callers ?? 1 }, async () => {
      while (performance.now() < until) await send(performance.now())
    }),
  )
}
await pool.destroy()
const result: LoadResult = {
  operations: Uint8Array.from(operations),
  due: Float64Array.from(due),
  latency: Float64Array.from(latency),
  ends: Uint8Array.from(ends),
  wrong,
}
parentPort?.postMessage(result)
