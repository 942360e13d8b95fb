/** What a key is asked for: it opens what it wrapped about the same, and nothing else. */
export type About = Readonly<Record<string, string>>

/** A key for one record, plain and as it is stored. */
export interface DataKey {
  /** The key that wrapped it. */
  readonly keyId: string
  readonly plain: Uint8Array
  readonly wrapped: Buffer
}

/** A port: keys that wrap the keys of records, and never leave the place where they are kept. */
export interface Keyring {
  /** The ids of its keys begin so: `local:`. */
  readonly prefix: string
  /** The key that wraps from now on. Rejects with a `KeyFault`. */
  current(): Promise<string>
  /** A new data key. Rejects with a `KeyFault`. */
  dataKey(about: About): Promise<DataKey>
  /** Whether there is such a key, as far as is known without asking anybody. */
  knows(keyId: string): Promise<boolean>
  /** The data key that was wrapped. Rejects with a `KeyFault`. */
  unwrap(keyId: string, wrapped: Buffer, about: About): Promise<Uint8Array>
  /** Makes the next key, where that is ours to do. */
  rotate(): Promise<void>
}

/**
 * `unavailable`: keys cannot be reached now. `unreadable`: the key is gone or another one, or somebody changed what is
 * stored; another try is the same.
 */
export class KeyFault extends Error {
  override readonly name = 'KeyFault'
  readonly kind: 'unavailable' | 'unreadable'

  constructor(kind: KeyFault['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** As one text, whatever the order of its parts. */
export const textOf = (about: About): string =>
  JSON.stringify(Object.entries(about).sort(([a], [b]) => (a < b ? -1 : 1)))
