import { expect, test } from 'vitest'
import { snippet } from './snippet.ts'

const body = `## Reviews

A review strengthens a **memory**. It should come shortly before you forget.

Queues smooth out load. A [worker](https://x.example) takes a job and gives it back when it cannot finish.`

test('it is the whole sentences that speak most of what was asked', () => {
  expect(snippet(body, ['worker', 'job'], 80)).toBe('A worker takes a job and gives it back when it cannot finish.')
  expect(snippet(body, ['memori', 'forget'], 90)).toBe(
    'A review strengthens a memory. It should come shortly before you forget.',
  )
})

test('it has no markup and keeps to its length', () => {
  for (const max of [20, 100, 300]) {
    const text = snippet(body, ['queue'], max)
    expect(text.length).toBeLessThanOrEqual(max)
    expect(text).not.toMatch(/[*#[\]]/)
  }
})

test('without a word in common it is the beginning', () => {
  expect(snippet('First sentence. Second sentence.', ['absent'], 20)).toBe('First sentence.')
})

test('a sentence longer than all room is cut', () => {
  expect(snippet('one very long sentence without an end in sight', ['sight'], 20)).toBe('one very long…')
})

test('headings are left out, unless there is nothing else', () => {
  expect(snippet(body, ['review'], 300)).not.toContain('Reviews A')
  expect(snippet('# Only a heading', ['heading'], 300)).toBe('Only a heading')
})

test('of an empty body it is empty', () => {
  expect(snippet('', ['word'], 100)).toBe('')
})
