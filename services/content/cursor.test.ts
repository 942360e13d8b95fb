import { expect, test } from 'vitest'
import { fromCursor, toCursor } from './cursor.ts'

const id = '019a0000-0000-7000-8000-000000000001'

test('a cursor comes back as the position it was made of', () => {
  expect(fromCursor(toCursor({ at: 1_790_000_000_123, id }))).toEqual({ at: 1_790_000_000_123, id })
})

const written = (text: string) => Buffer.from(text).toString('base64url')

test.each([
  '',
  'nonsense',
  '😀',
  written(''),
  written(`-1 ${id}`),
  written(`1e3 ${id}`),
  written('1 no-id'),
  written(`1 ${id} 2`),
  written(`9999999999999999 ${id}`),
])('what is no cursor is refused as invalid: %j', (cursor) => {
  expect(() => fromCursor(cursor)).toThrow(
    expect.objectContaining({ code: 'invalid', issues: [{ path: ['cursor'], message: expect.any(String) }] }),
  )
})
