// A process that runs seeds for another: it gets { seed, bug } and answers with the outcome.
import { availableParallelism } from 'node:os'
import { pinTo } from '../../platform/testing/cores.ts'
import { bugs } from './bugs.ts'
import { simulationServer } from './postgres.ts'
import { runSeed, simulationGround } from './seed.ts'

// It asks and waits for the answer, in turn with its server: on one core, neither has to be woken up on another.
pinTo(Number(process.argv[2]) % availableParallelism())
const server = await simulationServer()
const ground = await simulationGround(server.url)
process.on('message', async ({ seed, bug }: { seed: number; bug?: string }) => {
  process.send?.(await runSeed(ground, seed, { sabotage: bugs.find(({ name }) => name === bug) }))
})
process.on('disconnect', async () => {
  await ground.close()
  await server[Symbol.asyncDispose]()
})
process.send?.('ready')
