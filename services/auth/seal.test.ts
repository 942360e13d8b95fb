import { systemRandom } from 'banyan/clock'
import { Secret } from 'banyan/config'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSeal } from './seal.ts'

const seal = createSeal(new Secret('one secret of thirty-two characters'), 'test', systemRandom)
const bytes = fc.uint8Array()

test('what is sealed comes out again, and never looks the same twice', () => {
  fc.assert(
    fc.property(bytes, fc.string(), (plain, about) => {
      const sealed = seal.seal(plain, about)
      expect(seal.open(sealed, about)).toEqual(Buffer.from(plain))
      expect(seal.seal(plain, about)).not.toEqual(sealed)
    }),
  )
})

test('a changed or shortened text does not open', () => {
  fc.assert(
    fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, at, flip) => {
      const sealed = seal.seal(plain, 'row')
      const changed = Buffer.from(sealed)
      changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ flip
      expect(seal.open(changed, 'row')).toBeUndefined()
      expect(seal.open(sealed.subarray(0, at % sealed.length), 'row')).toBeUndefined()
    }),
  )
})

test('it does not open in another row, for another purpose, or with another secret', () => {
  const sealed = seal.seal(Buffer.from('key'), 'row 1')
  expect(seal.open(sealed, 'row 2')).toBeUndefined()
  for (const [secret, purpose] of [
    ['one secret of thirty-two characters', 'other'],
    ['another secret of thirty-two characters', 'test'],
  ] as const)
    expect(createSeal(new Secret(secret), purpose, systemRandom).open(sealed, 'row 1')).toBeUndefined()
})
