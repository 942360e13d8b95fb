import { createHash } from 'node:crypto'
import type { CallOptions } from 'banyan/contract'

/**
 * Call options under which sending one form twice starts one job; with other input it is another one. A form that was sent
 * before its script had run has no nonce, and promises nothing.
 */
export function onceFor(nonce: string | undefined, input: unknown): CallOptions {
  if (!nonce) return {}
  return {
    idempotencyKey: createHash('sha256')
      .update(`${nonce} ${JSON.stringify(input)}`)
      .digest('base64url'),
  }
}
