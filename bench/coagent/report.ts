import { fixed } from '../measure/fixed.ts'
import type { Spread } from '../measure/spread.ts'
import { CAP, MODEL_MS } from './generations.ts'
import type { Coagent } from './run.ts'
import { ENGINE_MS } from './searches.ts'

/** The part of RESULTS.md about the load tests of the real-estate product. */
export function report({ generations, cold, search, tokens }: Coagent): string {
  const rows = generations.map((row) => {
    const what = row.throttled > 0 ? `${row.callers}, one call in ${row.throttled} throttled` : String(row.callers)
    const share = row.throttled > 0 ? '' : `${fixed(row.share * 100)} %`
    const cells = [
      what,
      both(row.accepted),
      both(row.ended),
      fixed(row.wall),
      share,
      row.atOnce,
      row.calls,
      row.refused,
    ]
    return `| ${cells.join(' | ')} | ${row.done} of ${row.callers} |`
  })
  const refreshes = tokens.refreshes.map(
    ({ callers, wall, each, refreshed, reused }) =>
      `| ${callers} | ${fixed(wall)} | ${both(each)} | ${refreshed} | ${reused} |`,
  )
  return `## Real estate under load

The whole system in three processes (front; twice models, search and connected accounts), over HTTP. The outside systems are
fakes that speak the real protocols, in the process that measures. Times in milliseconds, as median / 95th percentile.

### Generations

Social posts asked for at the same time by 20 people. The model takes ${MODEL_MS} ms; ${CAP} generations of a kind run at once, two for one
person; the others wait in the table. A model that throttles answers 429 with \`Retry-After: 1\`. What a process refuses at first, because
more comes in than can be answered, is sent again when it says so.

| at once | answered 202 | done after | all done after | the model's part | most at the model | calls | refused at first | done |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
${rows.join('\n')}

Cold start: ready ${fixed(cold.ready)} ms after the start of the process, the first generation ${fixed(cold.first)} ms later; when all is warm
one takes ${fixed(cold.warm)} ms (the model answers at once).

### Search

The engine takes ${ENGINE_MS} ms.

| a search | ms |
|---|---:|
| that the engine is asked for | ${both(search.miss, 1)} |
| that the other process was answered before | ${both(search.shared, 1)} |
| from the memory of the process | ${both(search.hit, 1)} |

From memory ${fixed(search.miss.p50 / search.hit.p50, 1)}x as fast as from the engine; ${fixed(search.rate)} searches a second with 16 callers.

| 100 callers at once | all answered after | each | calls of the engine |
|---|---:|---:|---:|
| of one question | ${fixed(search.same.wall)} | ${both(search.same.each)} | ${search.same.calls} |
| of 100 questions | ${fixed(search.different.wall)} | ${both(search.different.each)} | ${search.different.calls} |

After \`DELETE /search/cache\` was answered, the last old answer of either process was asked for ${both(search.forgotten, 1)} ms later, at
most ${fixed(search.forgotten.max, 1)} ms.

### Connected accounts

| | |
|---|---:|
| an exchange, with what the provider takes | ${both(tokens.exchange)} ms |
| reading a valid token | ${both(tokens.read, 1)} ms |
| reads a second, 16 callers | ${fixed(tokens.rate)} |
| sealing a token (AES-256-GCM, a key of its own, wrapped) | ${fixed(tokens.seal, 1)} µs CPU |
| opening it | ${fixed(tokens.open, 1)} µs CPU, ${fixed((tokens.open / (tokens.read.p50 * 1_000)) * 100, 1)} % of a read |

One token that has ended, asked for by many at once:

| callers | all answered after | each | refreshes | of a used-up token |
|---|---:|---:|---:|---:|
${refreshes.join('\n')}
`
}

const both = ({ p50, p95 }: Spread, digits = 0): string => `${fixed(p50, digits)} / ${fixed(p95, digits)}`
