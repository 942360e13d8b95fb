import { rm } from 'node:fs/promises'
import { systemClock, systemRandom } from '../platform/clock/index.ts'
import { startEmbedded } from '../platform/store/embedded/index.ts'
import { testOptions } from '../platform/testing/database.ts'
import { scratchFolder } from '../platform/testing/scratch.ts'
import { runSeed, simulationGround } from '../tests/simulation/seed.ts'

const dataDir = await scratchFolder()
const server = await startEmbedded({
  dataDir,
  clock: systemClock,
  random: systemRandom,
  log: testOptions.log,
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', jit: 'off' },
})
const g = await simulationGround(server.url)
const a = process.argv
const from = Number(a[2] ?? 1),
  n = Number(a[3] ?? 1),
  trace = a[4] === 't'
const t = performance.now()
const c = process.cpuUsage()
for (let s = from; s < from + n; s++) {
  const o = await runSeed(g, s, trace ? { write: (l) => console.log(l) } : {})
  console.log(s, o.hash, o.violations.join('\n   '))
}
const cu = process.cpuUsage(c)
console.log(((performance.now() - t) / n).toFixed(1), 'ms/seed; cpu', ((cu.user + cu.system) / n / 1000).toFixed(1))
await g.close()
await server.stop()
await rm(dataDir, { recursive: true })
