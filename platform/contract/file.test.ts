import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { command, contract, file, fileFrom, fileHeaders, fileTypes, job, query } from './index.ts'

const bytes = Uint8Array.of(0, 255)
const picture = file('image/png', 'text/plain')
const given = (name?: string) => ({ mediaType: 'image/png', ...(name !== undefined && { name }), bytes })

describe('a file', () => {
  it('is known by its schema, and by no other', () => {
    expect(fileTypes(picture)).toEqual(['image/png', 'text/plain'])
    expect(fileTypes(z.object({ mediaType: z.string() }))).toBeUndefined()
  })

  it('is of one of its types, of bytes, with a name that is one', () => {
    expect(picture.parse(given('a.png'))).toEqual(given('a.png'))
    const wrong = [
      { mediaType: 'image/gif', bytes },
      { mediaType: 'image/png', bytes: 'text' },
      ...['', 'a/b', 'a\\b', 'a\r\nb', 'a\0', '\ud800', 'x'.repeat(201)].map(given),
    ]
    for (const each of wrong) expect(picture.safeParse(each).success).toBe(false)
  })

  it('is named in a header that any name survives, and that nothing gets out of', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }).filter((text) => {
      return picture.safeParse(given(text)).success
    })
    fc.assert(
      fc.property(name, (name) => {
        const headers = fileHeaders(given(name))
        expect(headers['content-disposition']).toMatch(
          /^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[\x21-\x7e]*$/,
        )
        expect(headers['content-disposition']).toMatch(/^[\x20-\x7e]*$/)
        expect(fileFrom((header) => headers[header], bytes)).toEqual(given(name))
      }),
    )
  })

  it('of text says in what alphabet it is', () => {
    expect(fileHeaders({ mediaType: 'text/plain', bytes })).toEqual({ 'content-type': 'text/plain; charset=utf-8' })
    expect(fileHeaders({ mediaType: 'image/png', bytes })).toEqual({ 'content-type': 'image/png' })
  })

  it('is answered by queries only: what commands and jobs answer is put on record', () => {
    const common = { auth: 'public', input: z.object({}), output: picture } as const
    expect(() => contract('sample', { get: query(common) })).not.toThrow()
    expect(() => contract('sample', { make: command(common) })).toThrow('"sample.make" answers a file')
    expect(() => contract('sample', { work: job(common) })).toThrow('only a query does')
  })

  it('has media types without parameters', () => {
    expect(() => file('text/plain; charset=utf-8')).toThrow(TypeError)
  })
})
