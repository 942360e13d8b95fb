import type { Random } from 'banyan/clock'
import type { SealedColumns } from '../store/tables.ts'
import { decrypt, encrypt } from './aes.ts'
import { type About, KeyFault, type Keyring, textOf } from './keyring.ts'

/** Which tokens: what is sealed for one user, provider and version opens as nothing else. */
export interface Subject {
  readonly user: string
  readonly provider: string
  readonly version: number
}

/** Encrypts one record with a key that was made for it. */
export interface Sealer {
  readonly keyId: string
  seal(plain: string): SealedColumns
}

/**
 * Envelope encryption: each record has a data key of its own, which a key of the keyring wraps. Everything rejects with a
 * `KeyFault` where keys are out of reach or do not fit.
 */
export interface Vault {
  /** Of the key that new records are under. */
  currentKey(): Promise<string>
  /** Has the key before there is anything to seal: what was got at a price is not lost for want of one. */
  prepare(subject: Subject): Promise<Sealer>
  open(sealed: SealedColumns, subject: Subject): Promise<string>
  /** Whether the key of a record is there, as far as is known without asking anybody. */
  knows(sealed: Pick<SealedColumns, 'key_id'>): Promise<boolean>
  /** Makes a new key for what is sealed from now on, where it is ours to make. */
  rotate(): Promise<void>
}

/** The first keyring seals; what another one sealed, it opens. */
export function createVault(keyrings: readonly [Keyring, ...Keyring[]], random: Random): Vault {
  const [current] = keyrings
  const keyringOf = (keyId: string) => keyrings.find(({ prefix }) => keyId.startsWith(prefix))
  return {
    currentKey: () => current.current(),
    async prepare(subject) {
      const { keyId, plain: key, wrapped } = await current.dataKey(aboutOf(subject))
      return {
        keyId,
        seal: (plain) => ({
          key_id: keyId,
          wrapped_key: wrapped,
          sealed: encrypt(key, Buffer.from(plain), textOf({ ...aboutOf(subject), keyId }), random),
        }),
      }
    },
    async open({ key_id: keyId, wrapped_key, sealed }, subject) {
      const keyring = keyringOf(keyId)
      if (!keyring) throw new KeyFault('unreadable', `no keyring knows ${keyId}`)
      const key = await keyring.unwrap(keyId, wrapped_key, aboutOf(subject))
      const plain = decrypt(key, sealed, textOf({ ...aboutOf(subject), keyId }))
      if (!plain) throw new KeyFault('unreadable', 'what is stored was not sealed for this record')
      return plain.toString()
    },
    knows: async ({ key_id }) => (await keyringOf(key_id)?.knows(key_id)) ?? false,
    rotate: () => current.rotate(),
  }
}

const aboutOf = ({ user, provider, version }: Subject): About => ({ user, provider, version: String(version) })
