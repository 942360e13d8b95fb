import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Random } from '../clock/index.ts'
import { Secret, StartError } from '../config/index.ts'

const BYTES = 32
const SHORTEST = 32

/**
 * The secret in the file `name` of `dir`: 256 bits as base64url, made on first use, readable by its owner only.
 * Processes that start together get the same one. Rejects with a `StartError` when the file holds something shorter, or
 * cannot be read or made.
 */
export async function loadOrCreateSecret(dir: string, name: string, random: Random): Promise<Secret> {
  const path = join(dir, name)
  try {
    return new Secret((await existing(path)) ?? (await create(dir, path, random)))
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new StartError(
      `Cannot keep a secret in ${path}: ${error.message}. Make room or let this user write there, or set BANYAN_DATA to another folder.`,
      { cause: error },
    )
  }
}

async function existing(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, 'utf8')).trim()
    if (secret.length < SHORTEST)
      throw new StartError(`The secret in ${path} is too short. Remove the file to get a new one.`)
    await chmod(path, 0o600)
    return secret
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Written aside and linked into place: nobody sees half a secret, and the first of several processes wins. */
async function create(dir: string, path: string, random: Random): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const secret = Buffer.from(random.bytes(BYTES)).toString('base64url')
  const draft = `${path}.${random.id()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(secret)
    await file.sync()
    await file.close()
    await link(draft, path)
    return secret
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const theirs = await existing(path)
    if (theirs === undefined) throw error
    return theirs
  } finally {
    await file.close()
    await rm(draft, { force: true })
  }
}
