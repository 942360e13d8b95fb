import { describe, expect, test } from 'vitest'
import { entryFile, fileName } from './entry-file.ts'
import { readFrontMatter } from './front-matter.ts'

const entry = {
  id: '019a0000-0000-7000-8000-000000000001',
  type: 'blog-post',
  title: 'A: "title" — with *marks*',
  body: 'Some **bold** words.\n\n- one',
  project: 'Spring',
  version: 3,
  created_at: new Date('2026-03-01T10:00:00Z'),
  updated_at: new Date('2026-03-02T10:00:00Z'),
}
const printing = {
  fonts: () => Promise.reject(new Error('no fonts are needed')),
  pause: async () => {},
}
const text = async (format: 'markdown' | 'html', given: Partial<typeof entry> = {}) => {
  const { bytes, ...file } = await entryFile({ ...entry, ...given }, format, printing)
  return { ...file, text: Buffer.from(bytes).toString() }
}

describe('Markdown', () => {
  test('has front matter, the title, and the body as it is', async () => {
    const { mediaType, name, text: markdown } = await text('markdown')
    expect([mediaType, name]).toEqual(['text/markdown', 'A title — with marks.md'])
    expect(markdown).toBe(
      [
        '---\ntitle: "A: \\"title\\" — with *marks*"\ntype: "blog-post"\nproject: "Spring"',
        `id: "${entry.id}"\nversion: "3"\ncreated: "2026-03-01T10:00:00.000Z"\nchanged: "2026-03-02T10:00:00.000Z"\n---`,
        '\n# A: "title" — with \\*marks\\*\n\nSome **bold** words.\n\n- one\n',
      ].join('\n'),
    )
    expect(readFrontMatter(markdown).fields).toMatchObject({ title: entry.title, project: 'Spring', version: '3' })
  })

  test('of JSON is what people read', async () => {
    const body = JSON.stringify({ blogPost: { title: 'T', content: 'Text' }, headerImage: null })
    expect((await text('markdown', { body })).text).toMatch(/\n# A: .*\n\nText\n$/)
  })
})

test('HTML says below the title what it is, where it belongs and when it was changed', async () => {
  const { mediaType, name, text: html } = await text('html')
  expect([mediaType, name]).toEqual(['text/html', 'A title — with marks.html'])
  expect(html).toContain('<p class="lead">Blog post · Spring · March 2, 2026</p>')
  expect(html).toContain('<title>A: &quot;title&quot; — with *marks*</title>')
})

test.each([
  ['Plain', 'Plain'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
  ['..', 'Untitled'],
  ['.hidden.', 'hidden'],
  ['\u202egpj.exe', 'gpj.exe'],
  ['a\n\tb', 'a b'],
  ['😀'.repeat(100), '😀'.repeat(80)],
  ['\ud800', '\ufffd'],
])('a file of %j is called %j', (title, expected) => {
  expect(fileName(title)).toBe(expected)
})

describe('front matter', () => {
  test.each([
    ['---\ntitle: Plain words\nTags: [a, b]\n  nested: x\n---\nText', { title: 'Plain words', tags: '[a, b]' }, 'Text'],
    ["---\ntitle: 'It''s'\n---\n\nText", { title: "It's" }, 'Text'],
    ['---\ntitle: "a \\q b"\n---\nText', { title: 'a \\q b' }, 'Text'],
    ['no front\n---\nmatter', {}, 'no front\n---\nmatter'],
    ['---\nwithout: end', {}, '---\nwithout: end'],
    ['---\n__proto__: x\n---\n', {}, ''],
  ])('of %j', (given, fields, rest) => {
    expect(readFrontMatter(given)).toEqual({ fields, rest })
  })
})
