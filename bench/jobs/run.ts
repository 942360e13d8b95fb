import { median } from '../measure/rounds.ts'
import type { Queue } from './queue.ts'

export interface JobsResult {
  readonly name: string
  /** Jobs a second, each enqueued on its own by 16 callers at once. */
  readonly enqueue: number
  /** Jobs a second from the start of the workers until all are done. */
  readonly process: number
}

const CALLERS = 16

/** Each contender gets the same jobs on the same server, in turn, round after round. */
export async function jobs(
  makers: readonly (() => Promise<Queue>)[],
  { n, rounds }: { n: number; rounds: number },
): Promise<JobsResult[]> {
  const samples = new Map<string, { enqueue: number[]; process: number[] }>()
  for (let round = 0; round < rounds; round++)
    for (const make of makers) {
      const queue = await make()
      const own = samples.get(queue.name) ?? { enqueue: [], process: [] }
      samples.set(queue.name, own)
      own.enqueue.push(n / (await seconds(() => enqueueAll(queue, n))))
      own.process.push(n / (await seconds(() => processAll(queue, n))))
      await queue.stop()
    }
  return [...samples].map(([name, own]) => ({ name, enqueue: median(own.enqueue), process: median(own.process) }))
}

async function enqueueAll(queue: Queue, n: number): Promise<void> {
  let next = 0
  const caller = async () => {
    while (next < n) await queue.enqueue({ n: next++ })
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
}

function processAll(queue: Queue, n: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = n
    queue.process(() => --left === 0 && resolve()).catch(reject)
  })
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - began) / 1e9
}
