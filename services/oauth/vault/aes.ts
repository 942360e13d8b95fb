import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Random } from 'banyan/clock'

const NONCE = 12
const TAG = 16

/**
 * AES-256-GCM: nonce, ciphertext and tag in one. `about` is not hidden, but what was encrypted about one thing cannot be
 * opened about another.
 */
export function encrypt(key: Uint8Array, plain: Uint8Array, about: string, random: Random): Buffer {
  const nonce = random.bytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** What was encrypted; undefined when key or `about` is another one, or somebody changed a bit of it. */
export function decrypt(key: Uint8Array, encrypted: Uint8Array, about: string): Buffer | undefined {
  if (encrypted.length < NONCE + TAG) return undefined
  const end = encrypted.length - TAG
  // The length of the tag is said: without it Node takes one of four bytes, which can be guessed.
  const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(about)).setAuthTag(encrypted.subarray(end))
  const plain = decipher.update(encrypted.subarray(NONCE, end))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    // Node has one error for all of it: the tag does not fit.
    return undefined
  }
}

/** A key of 32 bytes for one purpose, from a secret that is long enough by itself. */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
