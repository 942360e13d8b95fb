/** Types of pictures that are taken from a model: none of them can hold a script. */
export const pixelTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export type PixelType = (typeof pixelTypes)[number]

/** What the first bytes of a picture say that it is; undefined for anything else, whatever its sender says. */
export function kindOf(bytes: Uint8Array): PixelType | undefined {
  const begins = (at: number, ...signature: number[]) => signature.every((byte, n) => bytes[at + n] === byte)
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  // RIFF, four bytes of length, WEBP.
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return undefined
}
