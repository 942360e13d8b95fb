import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export type Context = Readonly<Record<string, string>>

/** The keys of a region. What a key encrypts says which key it was, and opens with the same context only. */
export class Keys {
  readonly #keys = new Map<string, { readonly secret: Buffer; enabled: boolean }>()

  /** Makes a key, and gives its ARN. */
  create(region: string): string {
    const arn = `arn:aws:kms:${region}:111122223333:key/${crypto.randomUUID()}`
    this.#keys.set(arn, { secret: randomBytes(32), enabled: true })
    return arn
  }

  state(arn: string): 'absent' | 'disabled' | 'enabled' {
    const key = this.#keys.get(arn)
    return key ? (key.enabled ? 'enabled' : 'disabled') : 'absent'
  }

  enable(arn: string, enabled: boolean): void {
    const key = this.#keys.get(arn)
    if (key) key.enabled = enabled
  }

  encrypt(arn: string, plain: Buffer, context: Context): Buffer {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#secret(arn), nonce).setAAD(canonical(context))
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    return Buffer.concat([Buffer.from([arn.length]), Buffer.from(arn), sealed])
  }

  /** The key that a blob was encrypted with, by what the blob says. */
  keyOf(blob: Buffer): string {
    return blob.subarray(1, 1 + (blob[0] ?? 0)).toString()
  }

  /** Undefined where it does not fit. */
  decrypt(blob: Buffer, context: Context): Buffer | undefined {
    const arn = this.keyOf(blob)
    const sealed = blob.subarray(1 + arn.length)
    if (sealed.length < 28) return undefined
    const decipher = createDecipheriv('aes-256-gcm', this.#secret(arn), sealed.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(canonical(context)).setAuthTag(sealed.subarray(-16))
    const plain = decipher.update(sealed.subarray(12, -16))
    try {
      return Buffer.concat([plain, decipher.final()])
    } catch {
      return undefined
    }
  }

  #secret(arn: string): Buffer {
    const key = this.#keys.get(arn)
    if (!key) throw new TypeError(`there is no key ${arn}`)
    return key.secret
  }
}

const canonical = (context: Context): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))))
