import { PgBoss } from 'pg-boss'
import { BATCH, type Queue } from './queue.ts'

export async function pgBoss(url: string): Promise<Queue> {
  const boss = new PgBoss({ connectionString: url, max: 10, supervise: false, schedule: false })
  await boss.start()
  await boss.createQueue('count')
  let working = true
  let loops: Promise<void>[] = []
  return {
    name: 'pg-boss',
    enqueue: (payload) => boss.send('count', payload),
    // Its own worker polls twice a second at most, so the loop that its documentation shows is used instead.
    async process(done) {
      const loop = async () => {
        while (working) {
          const jobs = await boss.fetch<{ n: number }>('count', { batchSize: BATCH })
          if (jobs.length === 0) continue
          for (const _ of jobs) done()
          await boss.complete(
            'count',
            jobs.map(({ id }) => id),
          )
        }
      }
      loops = [loop(), loop()]
    },
    async stop() {
      working = false
      await Promise.all(loops)
      await boss.stop({ graceful: true })
    },
  }
}
