import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matches } from './pattern.ts'

test.each([
  ['search:web:*', 'search:web:u1:q', true],
  ['search:web:*', 'search:web:', true],
  ['search:web:*', 'search:news:q', false],
  ['search:*:u1:*', 'search:web:u1:q', true],
  ['search:*:u1:*', 'search:web:u2:q', false],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['*ab*b', 'ab', false],
  ['search:web', 'search:web', true],
  ['search:web', 'search:webs', false],
  ['q?', 'qx', false],
  ['a.c', 'abc', false],
])('%s against %s: %s', (pattern, key, expected) => {
  expect(matches(pattern, key)).toBe(expected)
})

test('it agrees with a regular expression for any pattern and key', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', ':'), maxLength: 8 })
  fc.assert(
    fc.property(text, text, (pattern, key) => {
      expect(matches(pattern, key)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(key))
    }),
    { numRuns: 2000 },
  )
})
