import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import type { Random } from 'banyan/clock'
import type { Secret } from 'banyan/config'

const NONCE = 12
const TAG = 16

/** Encrypts what a table keeps, with authentication: AES-256-GCM under a key derived from a secret for one purpose. */
export interface Seal {
  /** `about` is not hidden; the same must be given to open it, so that a sealed value cannot be moved to another row. */
  seal(plain: Uint8Array, about: string): Buffer
  /** What was sealed; undefined when the secret or `about` is another one, or somebody changed it. */
  open(sealed: Uint8Array, about: string): Buffer | undefined
}

export function createSeal(secret: Secret, purpose: string, random: Random): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret.reveal(), '', purpose, 32))
  return {
    seal(plain, about) {
      const nonce = random.bytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(about))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, about) {
      if (sealed.length < NONCE + TAG) return undefined
      const end = sealed.length - TAG
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
      decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(end))
      const plain = decipher.update(sealed.subarray(NONCE, end))
      try {
        return Buffer.concat([plain, decipher.final()])
      } catch {
        // Node has one error for all of it: the tag does not fit.
        return undefined
      }
    },
  }
}

/** For looking something up without keeping it. */
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
