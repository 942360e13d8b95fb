import { readdirSync, readFileSync } from 'node:fs'
import { StartError } from 'banyan/config'
import type { Topology } from 'banyan/topology'

/** The topology of this name: the default export of the file beside this one. Rejects with the names there are. */
export async function topologyNamed(name: string): Promise<Topology> {
  const names = topologyNames()
  if (!names.includes(name))
    throw new StartError(`There is no topology "${name}" in topologies/. There are: ${names.join(', ')}.`)
  const { default: topology }: { default: Topology } = await import(new URL(`./${name}.ts`, import.meta.url).href)
  return topology
}

/** Told by their text, not by loading them: the other files here are programs. */
export function topologyNames(): string[] {
  const here = new URL('./', import.meta.url)
  const files = readdirSync(here).filter((file) => file.endsWith('.ts'))
  return files
    .filter((file) => /^export default topology\(/m.test(readFileSync(new URL(file, here), 'utf8')))
    .map((file) => file.slice(0, -'.ts'.length))
}
