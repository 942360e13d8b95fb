import { parseOptions } from '@node-rs/argon2'
import { systemRandom } from 'banyan/clock'
import { expect, test } from 'vitest'
import { createPasswords } from './passwords.ts'

const { signal } = new AbortController()
const passwords = await createPasswords(systemRandom)

test('a password fits its own hash only', async () => {
  const hash = await passwords.hash('correct horse', signal)
  expect(await passwords.verify(hash, 'correct horse', signal)).toBe(true)
  expect(await passwords.verify(hash, 'correct horsf', signal)).toBe(false)
  expect(await passwords.verify(hash, '', signal)).toBe(false)
})

test('without a hash the answer is no', async () => {
  expect(await passwords.verify(undefined, 'correct horse', signal)).toBe(false)
})

test('hashes are argon2id with 19 MiB and two passes, each with a salt of its own', async () => {
  const [one, two] = await Promise.all([passwords.hash('same words', signal), passwords.hash('same words', signal)])
  expect(one).not.toBe(two)
  expect(one).toMatch(/^\$argon2id\$v=19\$/)
  expect(parseOptions(one)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1, saltLen: 16 })
})

test('it does not matter how a keyboard composes a character', async () => {
  const hash = await passwords.hash('pa\u00DFw\u00F6rter', signal)
  expect(await passwords.verify(hash, 'pa\u00DFwo\u0308rter', signal)).toBe(true)
})

test('a storm is answered with "try again", not with memory', async () => {
  const storm = await Promise.allSettled(Array.from({ length: 200 }, () => passwords.verify(undefined, 'x', signal)))
  const refused = storm.filter((one) => one.status === 'rejected')
  expect(refused.length).toBeGreaterThan(100)
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'unavailable', status: 503 })
})
