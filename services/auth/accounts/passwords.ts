import { hash, verify } from '@node-rs/argon2'
import type { Random } from 'banyan/clock'
import { createTurns } from './turns.ts'

/** argon2id with the parameters that OWASP gives for it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Hashes under way at once: 38 MiB, and half of the threads that Node has for such work. */
const AT_ONCE = 2
/** Those that may wait for a turn: well under a second's worth. */
const WAITING = 64

export interface Passwords {
  hash(password: string, signal: AbortSignal): Promise<string>
  /**
   * Whether the password is the hash's. Without a hash the answer is no, after the same work, so that the time tells nobody
   * whether there is such an account.
   */
  verify(hash: string | undefined, password: string, signal: AbortSignal): Promise<boolean>
}

/** Both reject with `unavailable` when too many are waiting already. */
export async function createPasswords(random: Random): Promise<Passwords> {
  const turn = createTurns(AT_ONCE, WAITING)
  const salted = (password: string) => hash(normal(password), { ...COST, salt: random.bytes(16) })
  const nobodys = await salted(Buffer.from(random.bytes(32)).toString('base64url'))

  return {
    hash: (password, signal) => turn(() => salted(password), signal),
    async verify(known, password, signal) {
      const right = await turn(() => verify(known ?? nobodys, normal(password)), signal)
      return right && known !== undefined
    },
  }
}

/** The same characters, however a keyboard composes them. */
const normal = (password: string): string => password.normalize('NFKC')
