import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { StartError } from '../config/index.ts'

export interface WebApp {
  /** The folder of the Next.js application. */
  readonly dir: string
  /** Folders and files whose change asks for a new build: the app itself and what it imports. */
  readonly sources: readonly string[]
}

/** Builds the web application unless a build of exactly these sources is there. Rejects with the end of the output. */
export async function buildWeb({ dir, sources }: WebApp, log: Logger, signal: AbortSignal): Promise<void> {
  const mark = join(dir, '.next', 'banyan-sources')
  const wanted = await fingerprint(sources)
  if ((await readFile(mark, 'utf8').catch(() => '')) === wanted) return
  log.info('building the web application, once: about half a minute')
  await run(dir, signal)
  await writeFile(mark, wanted)
}

/** The command line of Next.js, to be run by this Node. */
export const nextBin = (dir: string): string => createRequire(join(dir, 'package.json')).resolve('next/dist/bin/next')

function run(dir: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [nextBin(dir), 'build'], {
      cwd: dir,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new StartError(`The web application cannot be built (exit ${code}):\n${output}`)),
    )
  })
}

/** Paths, sizes and times of change: enough to see an edit, cheap enough for each start. */
async function fingerprint(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) for await (const line of files(source)) hash.update(line)
  return hash.digest('hex')
}

async function* files(path: string): AsyncIterable<string> {
  const info = await stat(path)
  if (!info.isDirectory()) {
    yield `${path} ${info.size} ${info.mtimeMs}\n`
    return
  }
  for (const name of (await readdir(path)).sort()) if (!IGNORED.has(name)) yield* files(join(path, name))
}

const IGNORED = new Set(['node_modules', '.next', 'next-env.d.ts', 'tsconfig.json', 'tsconfig.tsbuildinfo'])
