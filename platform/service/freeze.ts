/** The value, deeply frozen, so that whoever changes what it shares with another service learns of it at once. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  // Buffers and the like cannot be frozen; they are not part of a contract.
  if (ArrayBuffer.isView(value)) return value
  for (const key of Object.keys(value)) frozen((value as Record<string, unknown>)[key])
  return Object.freeze(value)
}
