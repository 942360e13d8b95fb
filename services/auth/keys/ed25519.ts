import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** The DER around the 32 bytes of an Ed25519 private key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The private key that a seed of 32 bytes stands for. */
export const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })

/** The public half of a seed, as the `x` of its JWK. */
export function publicKey(seed: Uint8Array): string {
  const { x } = createPublicKey(privateKey(seed)).export({ format: 'jwk' })
  if (x === undefined) throw new TypeError('an Ed25519 key without x')
  return x
}
