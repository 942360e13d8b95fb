import { failure, settle } from 'banyan/contract'
import { type Consumer, type Service, type ServiceContext, type ShapeOf, service, use } from 'banyan/service'
import { contracts, type StationContract } from './contracts.ts'
import { listener, type Manner, type Outcome, type Station, stations, type Task } from './task.ts'
import type { Witness } from './witness.ts'

/** The three services. Each tells the witness when it begins with a task. */
export const stationServices = (witness: Witness): Service[] => stations.map((at) => station(at, witness))

type Shape = ShapeOf<StationContract, { uses: Record<string, StationContract> }>
type Hands = ServiceContext<Shape>
type Tx = Parameters<Parameters<Hands['tx']>[0]>[0]

function station(at: Station, witness: Witness): Service {
  const below = stations.slice(stations.indexOf(at) + 1)
  const heard = stations.find((other) => listener[other] === at) as Station
  const begin = async (task: Task, as: Manner, { frame, log }: Hands) => {
    log.info({ task: task.id, as }, 'begun')
    await witness.saw(task, as, frame)
  }
  const hear: Consumer<Shape, Task> = async ({ data: task }, tx, ctx) => {
    await begin(task, 'hear', ctx)
    raise(task.outcome)
    await end(task, tx, ctx)
  }
  return service(contracts[at], {
    // What one task does to its callers must not depend on those before it.
    uses: Object.fromEntries(below.map((other) => [other, use(contracts[other], untouched)])),
    listens: { [heard]: contracts[heard] },
    handle: {
      async act({ task }, ctx) {
        await begin(task, 'act', ctx)
        await ask(task, ctx)
        if (task.outcome === 'refused') throw ctx.fail.refused()
        if (task.outcome === 'wrongOutput') return {} as never
        raise(task.outcome)
        await ctx.tx((tx) => end(task, tx, ctx))
        return { id: task.id }
      },
      async work({ task }, ctx) {
        await begin(task, 'work', ctx)
        await ask(task, ctx)
        if (task.outcome === 'refused') throw ctx.fail.refused()
        if (task.outcome === 'wrongOutput') return {} as never
        raise(task.outcome)
        return ctx.done({ id: task.id }, (tx) => end(task, tx, ctx))
      },
    },
    on: { [`${heard}.announced`]: hear },
  })
}

const untouched = { breaker: { failures: Number.POSITIVE_INFINITY }, retry: { attempts: 1 } }

async function ask({ calls }: Task, { call }: Hands): Promise<void> {
  for (const { as, task, tolerated } of calls) {
    const to = call[task.at]
    if (!to) throw new TypeError(`nothing leads to ${task.at}`)
    const answer = as === 'act' ? to.act({ task }) : to.work({ task })
    await (tolerated ? settle<unknown, 'refused'>(answer) : answer)
  }
}

function raise(outcome: Outcome): void {
  if (outcome === 'bug') throw new Error('a bug')
  if (outcome !== 'well' && outcome !== 'late' && outcome !== 'refused' && outcome !== 'wrongOutput')
    throw failure(outcome)
}

async function end({ announces, enqueues, outcome }: Task, tx: Tx, { emit, enqueue }: Hands): Promise<void> {
  for (const task of announces) await emit.announced(tx, task)
  for (const task of enqueues) await enqueue.work(tx, { task })
  if (outcome === 'late') throw new Error('a bug at the end')
}
