// The process that sends a load and tells what became of it.
import { setPriority } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from '../../platform/testing/fault-proxy/index.ts'
import { openLoop } from '../chaos/open-loop.ts'
import { End, type LoadOrder, type LoadResult } from './load.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import { WireClient } from './wire-client.ts'

async function run(order: LoadOrder): Promise<LoadResult> {
  const random = seeded(order.seed)
  const client = new WireClient(order.baseUrl, CONNECTIONS)
  const name = Math.floor(random() * 1e9).toString(36)
  const operations: number[] = []
  const due: number[] = []
  const latency: number[] = []
  const ends: number[] = []
  const wrong = new Map<string, number>()
  const begun = performance.now()

  async function send(when: number): Promise<number> {
    const at = operations.length
    const index = pick(random())
    const operation = OPERATIONS[index] as Operation
    const n = `${name}-${at}`
    operations.push(index)
    due.push(when - begun)
    latency.push(0)
    ends.push(End.failed)
    let end: number = End.failed
    let told = ''
    try {
      const [head, body] = wire(operation, n, order.tokens[at % order.tokens.length] as string)
      // Who waits three times as long as an answer is of use waits for nothing.
      const answer = await client.request(head, body, 3 * operation.deadline)
      const late = performance.now() - when > operation.deadline
      if (answer.status === 503 || answer.status === 429) end = End.refused
      else if (operation.correct(answer.status, JSON.parse(answer.body), n)) end = late ? End.late : End.correct
      told = end === End.late ? 'late' : String(answer.status)
    } catch (error) {
      told = error instanceof Error ? error.message : String(error)
    }
    latency[at] = performance.now() - when
    ends[at] = end
    if (end !== End.correct) wrong.set(`${operation.name} ${told}`, (wrong.get(`${operation.name} ${told}`) ?? 0) + 1)
    return end
  }

  if (order.rate !== undefined) await openLoop({ rate: order.rate, lasts: order.lasts, send })
  else {
    const until = begun + order.lasts
    await Promise.all(
      Array.from({ length: order.callers ?? 1 }, async () => {
        // Who was refused does not come back at once: the capacity is what is done, and refusing is not.
        while (performance.now() < until) if ((await send(performance.now())) === End.refused) await pause(100)
      }),
    )
  }
  client.close()
  return { operations, due, latency, ends, wrong: [...wrong] }
}

/** As a balancer in front would keep. */
const CONNECTIONS = 1_024

function wire(operation: Operation, n: string, token: string): [head: string, body: string] {
  const { method, path, body, headers } = operation.request(n)
  const text = body ? JSON.stringify(body) : ''
  const lines = [`${method} ${path} HTTP/1.1`, `authorization: Bearer ${token}`]
  for (const [header, value] of Object.entries(headers ?? {})) lines.push(`${header}: ${value}`)
  if (body) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`)
  return [lines.join('\r\n'), text]
}

function pick(chance: number): number {
  let left = chance * 1000
  for (const [index, { share }] of OPERATIONS.entries()) {
    left -= share
    if (left < 0) return index
  }
  return 0
}

// What is late because this process waited for a core would count against the system.
try {
  setPriority(-10)
} catch {
  // Only the superuser may; then it shares the cores as all do.
}
process.once('message', async (order: LoadOrder) => {
  process.send?.(await run(order), undefined, {}, () => process.disconnect())
})
