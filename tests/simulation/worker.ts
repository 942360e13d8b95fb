// A process that runs seeds for another: it gets { seed, bug } and answers with the outcome.
import { bugs } from './bugs.ts'
import { runSeed, simulationGround } from './seed.ts'

const ground = await simulationGround(process.argv[2] ?? '')
process.on('message', async ({ seed, bug }: { seed: number; bug?: string }) => {
  process.send?.(await runSeed(ground, seed, { sabotage: bugs.find(({ name }) => name === bug) }))
})
process.on('disconnect', () => void ground.close())
process.send?.('ready')
