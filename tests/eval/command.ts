import { parseArgs } from 'node:util'
import { SERVER } from '../../platform/testing/servers.ts'
import { generators } from '../../services/ai/generators/index.ts'
import setup from '../setup/postgres.ts'
import { complaints, table, valid, writeReport } from './report.ts'
import { evaluate } from './run.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)

/** `npm run eval`. Resolves to the exit code: 1 when an answer breaks its schema. */
export async function evaluation(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { inputs: { type: 'string', default: '20' }, only: { type: 'string' } },
  })
  const inputs = Number(values.inputs)
  const ids: readonly string[] = Object.values(generators).map(({ id }) => id)
  if (!Number.isInteger(inputs) || inputs < 1 || inputs > 20) return refuse('--inputs takes a number from 1 to 20')
  if (values.only !== undefined && !ids.includes(values.only)) return refuse(`--only takes one of ${ids.join(', ')}`)

  const stop = await setup()
  try {
    const done = await evaluate({ env: settings(), inputs, only: values.only, told: print })
    for (const line of complaints(done)) print(line)
    print(
      `\n${table(done)}\n\nasked: ${done.models.join(', ')}; ${done.tokens} tokens, ${done.cost.toFixed(4)} dollars`,
    )
    if (inputs === 20 && values.only === undefined) await writeReport(done)
    return valid(done) ? 0 : 1
  } finally {
    await stop()
  }
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`)
  return 2
}

/** The environment, but for what belongs to the evaluation itself. */
function settings(): Record<string, string> {
  const given = Object.entries(process.env).filter(([name]) => name !== SERVER && name !== 'DATABASE_URL')
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
