import { expect, test } from 'vitest'
import { excerpt } from './excerpt.ts'

test('of Markdown it is the beginning without markup', () => {
  expect(excerpt('# Title\n\nSome **bold** [words](https://x.example).')).toBe('Title Some bold words.')
})

test('of JSON it is the texts in it, before names and addresses', () => {
  const report = {
    model: 'offline',
    summary: 'What was found.',
    keyFindings: ['One thing.'],
    sources: [{ url: 'https://x.example' }],
  }
  expect(excerpt(JSON.stringify(report))).toBe('What was found. One thing.')
  expect(excerpt('["one","two"]')).toBe('one two')
})

test('a text that only begins like JSON is Markdown', () => {
  expect(excerpt('[a link](https://x.example) and more')).toBe('a link and more')
  expect(excerpt('{ not json')).toBe('{ not json')
})

test('it has at most 200 characters and ends between two words', () => {
  const long = excerpt('word '.repeat(100_000))
  expect(long.length).toBeLessThanOrEqual(200)
  expect(long).toMatch(/word…$/)
  expect(excerpt(`{"text":"${'many words '.repeat(40_000)}"}`).length).toBeLessThanOrEqual(200)
})

test('of nothing it is nothing', () => {
  expect(excerpt('')).toBe('')
  expect(excerpt('{}')).toBe('')
})
