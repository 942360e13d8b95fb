import { Logger, makeWorkerUtils, type Runner, run, runMigrations } from 'graphile-worker'
import { BATCH, type Queue } from './queue.ts'

const logger = new Logger(() => () => undefined)

export async function graphileWorker(url: string): Promise<Queue> {
  await runMigrations({ connectionString: url, logger })
  const utils = await makeWorkerUtils({ connectionString: url, logger })
  let runner: Runner | undefined
  return {
    name: 'graphile-worker',
    enqueue: (payload) => utils.addJob('count', payload),
    async process(done) {
      runner = await run({
        taskList: { count: async () => done() },
        preset: {
          worker: {
            connectionString: url,
            concurrentJobs: BATCH,
            maxPoolSize: 10,
            pollInterval: 1000,
            localQueue: { size: BATCH },
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
            logger,
          },
        },
        noHandleSignals: true,
      })
    },
    async stop() {
      await runner?.stop()
      await utils.release()
    },
  }
}
