import { pino } from 'pino'
import { systemClock as clock, systemRandom as random } from '../../platform/clock/index.ts'
import { createDurable } from '../../platform/durable/index.ts'
import { anonymous } from '../../platform/service/index.ts'
import { openDatabase } from '../../platform/store/index.ts'
import { BATCH, type Queue } from './queue.ts'

const log = pino({ level: 'silent' })
const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: false }

/** The engine as a place runs it, with one kind of job and as many places for it as the peers have. */
export async function banyan(url: string): Promise<Queue> {
  const database = await openDatabase({ url, dataDir: '.banyan', clock, random, log })
  const engine = createDurable({
    database,
    clock,
    random,
    log,
    worker: 'bench',
    settings: { slots: 2 * BATCH, slotsPerKind: 2 * BATCH },
  })
  let counted: () => void = () => undefined
  const policy = {
    attempts: 3,
    deadline: 60_000,
    total: undefined,
    perUser: undefined,
    priority: 0,
    retention: 60_000,
    tracked: false,
  }
  await engine.register({
    service: 'bench',
    store: await database.open('bench', undefined),
    jobs: new Map([['count', { policy, run: async () => counted() }]]),
    consumers: new Map(),
    schedules: new Map(),
  })
  return {
    name: 'Banyan',
    enqueue: (input) =>
      engine.submit(
        { service: 'bench', name: 'count', caller: anonymous, input, trace, requestId: 'bench' },
        0,
        undefined,
      ),
    async process(done) {
      counted = done
      engine.start()
    },
    async stop() {
      await engine.stop(5_000)
      await database.close()
    },
  }
}
