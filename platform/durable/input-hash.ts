import { createHash } from 'node:crypto'

/** A fingerprint of an input: equal for equal inputs, in whatever order their fields are. */
export function inputHash(input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(input, sorted) ?? '')
    .digest('base64url')
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
