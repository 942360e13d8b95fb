import { parseArgs } from 'node:util'
import { removeLeftScratch } from '../../platform/testing/scratch.ts'
import { bugs } from './bugs.ts'
import { countSeeds, findBugs } from './crew.ts'
import { simulationServer } from './postgres.ts'
import { writeReport } from './report.ts'
import { runSeed, simulationGround } from './seed.ts'
import { summary } from './summary.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)

/** Runs what the arguments ask for. Resolves to the exit code. */
export async function simulate(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  await removeLeftScratch()
  if (values.bugs) return await hunt()
  if (values.seed !== undefined) return await one(Number(values.seed), values.trace, values.bug)
  const first = Number(values.from)
  const counted = await countSeeds({
    first,
    seeds: values.seeds === undefined && values.seconds !== undefined ? 1e9 : Number(values.seeds ?? 1_000),
    workers: Number(values.workers),
    milliseconds: values.seconds === undefined ? Number.POSITIVE_INFINITY : Number(values.seconds) * 1000,
    broken: ({ seed, violations }) => {
      for (const violation of violations) print(`seed ${seed}: ${violation}`)
      print(`  npm run sim -- --seed ${seed} --trace`)
    },
  })
  print(summary(counted))
  return counted.violations === 0 ? 0 : 1
}

const OPTIONS = {
  seeds: { type: 'string' },
  from: { type: 'string', default: '0' },
  seconds: { type: 'string' },
  workers: { type: 'string', default: '2' },
  seed: { type: 'string' },
  trace: { type: 'boolean', default: false },
  bug: { type: 'string' },
  bugs: { type: 'boolean', default: false },
} as const

async function one(seed: number, trace: boolean, bug: string | undefined): Promise<number> {
  const sabotage = bugs.find(({ name }) => name === bug)
  if (bug !== undefined && !sabotage) throw new Error(`there is no planted bug "${bug}"`)
  await using server = await simulationServer()
  const ground = await simulationGround(server.url)
  const { hash, violations } = await runSeed(ground, seed, { sabotage, ...(trace && { write: print }) })
  await ground.close()
  for (const violation of violations) print(`seed ${seed}: ${violation}`)
  print(`seed ${seed}, ${violations.length} violations, hash ${hash}`)
  return violations.length === 0 ? 0 : 1
}

async function hunt(): Promise<number> {
  const found = await findBugs(2, (line) => print(line))
  await writeReport(found)
  const caught = found.filter(({ seeds }) => seeds !== undefined).length
  print(`${caught} of ${found.length} planted bugs caught`)
  return caught === found.length ? 0 : 1
}
