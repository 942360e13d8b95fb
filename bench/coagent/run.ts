// `node bench/coagent/run.ts`: the load tests of the real-estate product alone, printed as they stand in RESULTS.md.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ColdStart, coldStart, type GenerationResult, generations } from './generations.ts'
import { openGround } from './ground.ts'
import { report } from './report.ts'
import { type SearchResult, searches } from './searches.ts'
import { type TokenResult, tokens } from './tokens.ts'

export interface Coagent {
  readonly generations: readonly GenerationResult[]
  readonly cold: ColdStart
  readonly search: SearchResult
  readonly tokens: TokenResult
}

/** Everything on one system in three processes, with the outside systems in this one. */
export async function coagent(data: string): Promise<Coagent> {
  const ground = await openGround(data)
  try {
    const cold = await coldStart(ground)
    const results: GenerationResult[] = []
    for (const callers of [10, 50, 100]) results.push(await generations(ground, callers))
    results.push(await generations(ground, 50, 4))
    return { generations: results, cold, search: await searches(ground), tokens: await tokens(ground) }
  } finally {
    await ground.stop()
  }
}

if (import.meta.main) {
  const dir = await mkdtemp(join(tmpdir(), 'banyan-coagent-'))
  process.stdout.write(report(await coagent(dir)))
  await rm(dir, { recursive: true, force: true })
}
