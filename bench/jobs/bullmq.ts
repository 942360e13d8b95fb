import { Queue as BullQueue, Worker } from 'bullmq'
import { BATCH, type Queue } from './queue.ts'

/** In Redis, without writing to disk at all on most machines: it shows what durability costs, not a peer in it. */
export async function bullmq(url: URL): Promise<Queue> {
  const connection = { host: url.hostname, port: Number(url.port || 6379) }
  const queue = new BullQueue('banyan-bench', { connection })
  await queue.obliterate({ force: true })
  let worker: Worker | undefined
  return {
    name: 'BullMQ (Redis)',
    enqueue: (payload) => queue.add('count', payload, { removeOnComplete: true }),
    async process(done) {
      worker = new Worker('banyan-bench', async () => done(), { connection, concurrency: BATCH })
      await worker.waitUntilReady()
    },
    async stop() {
      await worker?.close()
      await queue.obliterate({ force: true })
      await queue.close()
    },
  }
}
