import { expect, test } from 'vitest'
import { fromCursor, toCursor } from './cursor.ts'

const id = '019a0000-0000-7000-8000-000000000001'

test('a cursor comes back as the position it was made of', () => {
  const [time, text] = [1_790_000_000_123, 'a "title" — 北京']
  expect(fromCursor(toCursor({ sort: 'newest', at: time, id }), 'newest', 'time')).toEqual({ at: time, id })
  expect(fromCursor(toCursor({ sort: 'title', at: text, id }), 'title', 'text')).toEqual({ at: text, id })
})

const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test.each([
  '',
  'nonsense',
  '😀',
  written(''),
  written(['newest', -1, id]),
  written(['newest', 1.5, id]),
  written(['newest', 1, 'no-id']),
  written(['newest', 1, id, 2]),
  written(['newest', 8_640_000_000_000_001, id]),
  written(['newest', 'text', id]),
  written(['changed', 1, id]),
])('what is no cursor is refused as invalid: %j', (cursor) => {
  expect(() => fromCursor(cursor, 'newest', 'time')).toThrow(
    expect.objectContaining({ code: 'invalid', issues: [{ path: ['cursor'], message: expect.any(String) }] }),
  )
})

test('a text that the database would not take is refused, too', () => {
  expect(() => fromCursor(written(['title', 'a\0', id]), 'title', 'text')).toThrow('Invalid input')
})
