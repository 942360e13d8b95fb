import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { ConfigError } from './error.ts'
import type { Env } from './load.ts'

/**
 * The variables of the process, in development completed by the file `.env` of the working directory. What the process
 * was given wins. Throws a `ConfigError` when the file is there but cannot be read.
 */
export function environment(given: Env, file = '.env'): Env {
  if (given.NODE_ENV === 'production' || given.NODE_ENV === 'test') return given
  return { ...parseEnv(textOf(file)), ...given }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException // What node:fs throws.
    if (code === 'ENOENT') return ''
    throw new ConfigError([{ name: file, message: `cannot be read (${code}). Make it readable, or remove it.` }])
  }
}
