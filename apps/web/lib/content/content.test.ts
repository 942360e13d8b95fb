import { expect, test } from 'vitest'
import { contentOf } from './body.ts'
import { draftFields, draftTitle } from './draft.ts'
import { bodyOf } from './saved-body.ts'
import { type ContentType, emptyFields, specs } from './specs.ts'
import { contentText } from './text.ts'

const types = Object.keys(specs) as ContentType[]

test.each(types)('an empty %s can be saved and opened again', (type) => {
  const content = { type, fields: emptyFields(type), origin: {} }
  expect(contentOf(type, JSON.parse(bodyOf(content)))).toEqual(content)
})

test('a blog post is read as it was generated, and saved as one flat whole', () => {
  const generated = {
    blogPost: { title: 'Open houses', content: '## Before', metaDescription: 'Short.', tags: ['homes'] },
    headerImage: { url: '/ai/images/1', alt: 'A door' },
    sources: [],
    degraded: ['search'],
    model: 'offline',
  }
  const content = contentOf('blog-post', { ...generated, job: 'j1' })
  if (!content) throw new Error('it was not read')
  expect(content.fields).toEqual({ content: '## Before', metaDescription: 'Short.', tags: ['homes'] })
  expect(content.origin).toMatchObject({ degraded: ['search'], model: 'offline', job: 'j1' })
  expect(contentOf('blog-post', JSON.parse(bodyOf(content)))).toEqual(content)
})

test('the whole text of a guide follows its sections', () => {
  const fields = { sections: [{ heading: 'Schools', content: 'Three.' }] }
  expect(JSON.parse(bodyOf({ type: 'neighborhood-guide', fields, origin: {} })).content).toBe('## Schools\n\nThree.')
})

test.each([['text'], [null], [{ content: 'x' }], [{ content: 1, metaDescription: '', tags: [] }]])(
  'what is no blog post is not taken for one: %j',
  (json) => expect(contentOf('blog-post', json)).toBeUndefined(),
)

test('texts that are being written fill the fields as far as they are there', () => {
  expect(draftTitle({ 'blogPost.title': 'Op' })).toBe('Op')
  expect(draftFields('blog-post', { 'blogPost.content': '## Be', 'blogPost.tags.0': 'homes' })).toEqual({
    content: '## Be',
    metaDescription: '',
    tags: ['homes'],
  })
  expect(draftFields('neighborhood-guide', { 'sections.0.heading': 'Schools', 'sections.1.content': 'x' })).toEqual({
    sections: [
      { heading: 'Schools', content: '' },
      { heading: '', content: 'x' },
    ],
  })
})

test('a content is copied as Markdown, with its figures as a table', () => {
  const fields = {
    content: 'Calm.',
    keyPoints: ['Fewer sales'],
    statistics: [{ metric: 'Median | price', value: '$1', change: '' }],
  }
  expect(contentText('Austin', 'market-update', fields)).toBe(
    [
      '# Austin',
      '## Key points',
      '- Fewer sales',
      '## Statistics',
      '| Metric | Value | Change |\n| --- | --- | --- |\n| Median \\| price | $1 |  |',
      'Calm.',
    ].join('\n\n'),
  )
})
