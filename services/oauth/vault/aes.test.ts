import { systemRandom as random } from 'banyan/clock'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decrypt, encrypt } from './aes.ts'

const key = Buffer.alloc(32, 7)

describe('what is encrypted', () => {
  test('opens with its key and about the same, and with nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.string(), (plain, about, other) => {
        const encrypted = encrypt(key, plain, about, random)
        expect(decrypt(key, encrypted, about)).toEqual(Buffer.from(plain))
        expect(decrypt(Buffer.alloc(32, 8), encrypted, about)).toBeUndefined()
        if (other !== about) expect(decrypt(key, encrypted, other)).toBeUndefined()
      }),
    )
  })

  test('does not open when a bit of it is another one', () => {
    const encrypted = encrypt(key, Buffer.from('secret'), 'about', random)
    for (let bit = 0; bit < encrypted.length * 8; bit++) {
      const changed = Buffer.from(encrypted)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(decrypt(key, changed, 'about')).toBeUndefined()
    }
  })

  test('does not open with a shorter tag, which would be guessed', () => {
    const encrypted = encrypt(key, Buffer.from('secret'), 'about', random)
    for (let cut = 1; cut <= encrypted.length; cut++)
      expect(decrypt(key, encrypted.subarray(0, -cut), 'about')).toBeUndefined()
  })

  test('is another text each time', () => {
    const once = () => encrypt(key, Buffer.from('secret'), 'about', random).toString('hex')
    expect(once()).not.toBe(once())
  })
})
