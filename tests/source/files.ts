import { globSync, readFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)

export interface SourceFile {
  /** From the root of the repository: `platform/clock/index.ts`. */
  readonly path: string
  readonly text: string
}

/** The files that people write and that match, in order. */
export function sourceFiles(...patterns: readonly string[]): SourceFile[] {
  const paths = globSync([...patterns], { cwd: root, exclude: (path) => FOREIGN.test(path) })
  return paths
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !FOREIGN.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }))
}

/** What others wrote, or programs. */
const FOREIGN = /(^|\/)(node_modules|\.next|\.banyan|generated|out|coverage)(\/|$)/
