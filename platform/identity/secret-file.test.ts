import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemRandom } from '../clock/index.ts'
import { loadOrCreateSecret } from './secret-file.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banyan-secret-'))
})
afterEach(() => rm(dir, { recursive: true }))

const load = (name = 'key', at = dir) => loadOrCreateSecret(at, name, systemRandom)

test('a secret is made once, 256 bits, and found again', async () => {
  const first = await load()
  expect(Buffer.from(first.reveal(), 'base64url')).toHaveLength(32)
  expect((await load()).reveal()).toBe(first.reveal())
  expect((await load('other')).reveal()).not.toBe(first.reveal())
})

test('only the owner can read it, in a directory that is made when absent', async () => {
  const nested = join(dir, 'a', 'b')
  await load('key', nested)
  expect((await stat(join(nested, 'key'))).mode & 0o777).toBe(0o600)
  expect((await stat(nested)).mode & 0o077).toBe(0)
})

test('a file that others can read is closed to them', async () => {
  await writeFile(join(dir, 'key'), 'x'.repeat(40), { mode: 0o644 })
  await load()
  expect((await stat(join(dir, 'key'))).mode & 0o777).toBe(0o600)
})

test('callers that start together get the same secret, and leave nothing else behind', async () => {
  const secrets = await Promise.all(Array.from({ length: 20 }, () => load()))
  const [only, ...others] = new Set(secrets.map((secret) => secret.reveal()))
  expect(others).toEqual([])
  expect(await readFile(join(dir, 'key'), 'utf8')).toBe(only)
  expect(await readdir(dir)).toEqual(['key'])
})

test('a file that holds too little is refused, not replaced', async () => {
  await writeFile(join(dir, 'key'), 'short')
  await expect(load()).rejects.toThrow(/too short/)
  expect(await readFile(join(dir, 'key'), 'utf8')).toBe('short')
})
