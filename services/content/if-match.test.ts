import { expect, test } from 'vitest'
import { fits } from './if-match.ts'

test.each([
  [undefined, true],
  ['*', true],
  [' * ', true],
  ['"3"', true],
  ['3', true],
  ['"1", "3"', true],
  ['"1","3" , "7"', true],
  ['"3-x1y2z"', true],
  ['"2-x1y2z", "3"', true],
  ['"2-3"', false],
  ['"2"', false],
  ['"33"', false],
  ['W/"3"', false],
  ['""', false],
  ['', false],
  ['"*"', false],
])('version 3 and If-Match %j: %s', (header, expected) => {
  expect(fits(header, 3)).toBe(expected)
})
