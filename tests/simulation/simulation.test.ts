import { expect, test } from 'vitest'
import { administer, databaseOn } from '../../platform/testing/database.ts'
import { ownServer } from '../../platform/testing/servers.ts'
import { bugs } from './bugs.ts'
import { countSeeds } from './crew.ts'
import { runSeed, simulationGround } from './seed.ts'
import { summary } from './summary.ts'

const { url = '' } = ownServer()

async function onGround<T>(work: (ground: Awaited<ReturnType<typeof simulationGround>>) => Promise<T>): Promise<T> {
  await administer(url, 'create database simulation_test')
  const ground = await simulationGround(databaseOn(url, 'simulation_test'))
  try {
    return await work(ground)
  } finally {
    await ground.close()
    await administer(url, 'drop database simulation_test with (force)')
  }
}

test('whatever goes wrong, everything accepted ends as it must: as many worlds as fit into a while', async () => {
  const broken: string[] = []
  const counted = await countSeeds({
    first: 0,
    seeds: 100_000,
    workers: 2,
    milliseconds: process.env.CI ? 180_000 : 60_000,
    broken: ({ seed, violations }) => broken.push(`npm run sim -- --seed ${seed} --trace: ${violations.join('; ')}`),
  })
  process.stdout.write(`${summary(counted)}\n`)
  expect(broken).toEqual([])
  expect(counted.seeds).toBeGreaterThan(20)
}, 300_000)

test('a seed gives the same world, whatever was there before, and another seed another one', async () => {
  await onGround(async (ground) => {
    const first = await runSeed(ground, 3)
    const other = await runSeed(ground, 4)
    expect(other.hash).not.toBe(first.hash)
    expect(await runSeed(ground, 3)).toEqual(first)
  })
}, 60_000)

test.each(['ack before effect', 'refresh without lock', 'idempotency key stored after the effect'])(
  'a planted bug is seen: %s',
  async (name) => {
    const sabotage = bugs.find((bug) => bug.name === name)
    expect(sabotage).toBeDefined()
    await onGround(async (ground) => {
      let seen: readonly string[] = []
      for (let seed = 0; seed < 300 && seen.length === 0; seed++)
        seen = (await runSeed(ground, seed, { sabotage })).violations
      expect(seen).not.toEqual([])
    })
  },
  120_000,
)
