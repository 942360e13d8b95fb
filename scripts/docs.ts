import { readFileSync, writeFileSync } from 'node:fs'
import { describeConfig } from 'banyan/config'
import { errorsMarkdown } from 'banyan/contract/openapi'
import { jobs } from 'banyan/durable/contract'
import { services } from '../topologies/services.ts'

/** The documents that are made from code, by path. */
export function documents(): ReadonlyMap<string, string> {
  const contracts = [...services.map(({ contract }) => contract), jobs]
  const schemas = Object.fromEntries(
    services.flatMap(({ contract, definition }) => (definition.config ? [[contract.name, definition.config]] : [])),
  )
  return new Map([
    ['docs/errors.md', errorsMarkdown(contracts)],
    ['docs/configuration.md', describeConfig(schemas)],
  ])
}

/** The documents that differ from what their sources say. */
export function outdated(): string[] {
  return [...documents()].filter(([path, text]) => textOf(path) !== text).map(([path]) => path)
}

const root = new URL('../', import.meta.url)

function textOf(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined // What node:fs throws.
    throw error
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = outdated()
    for (const path of stale) process.stderr.write(`${path} is not what its sources say: run node scripts/docs.ts\n`)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else for (const [path, text] of documents()) writeFileSync(new URL(path, root), text)
}
