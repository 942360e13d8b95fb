import { writeFile } from 'node:fs/promises'
import { MOST_SEEDS, type Found } from './crew.ts'

/** Writes `docs/simulation.md`. */
export async function writeReport(found: readonly Found[]): Promise<void> {
  await writeFile(new URL('../../docs/simulation.md', import.meta.url), report(found))
}

export const report = (found: readonly Found[]): string => `# Simulation
`
