import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from './compare.ts'

const marks = (before: string, after: string) =>
  compare(before, after)?.map((passage) => passage.map(({ mark, text }) => [mark, text]))

test('texts that are the same are one passage', () => {
  expect(marks('one\ntwo', 'one\ntwo\n')).toEqual([[['same', 'one\ntwo\n']]])
  expect(marks('', '')).toEqual([])
})

test('lines that came or went stand for themselves, and changed ones are told word by word', () => {
  expect(marks('a\nold house with a garden\nc', 'a\nnew house with a garden\nc\nd')).toEqual([
    [['same', 'a\n']],
    [
      ['removed', 'old'],
      ['added', 'new'],
      ['same', ' house with a garden\n'],
    ],
    [['same', 'c\n']],
    [['added', 'd\n']],
  ])
})

test('passages that have little in common are told one after the other', () => {
  expect(marks('completely different words here', 'nothing of that remained')).toEqual([
    [['removed', 'completely different words here\n']],
    [['added', 'nothing of that remained\n']],
  ])
})

test('whatever changed, both texts can be read from it', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'word', ' ', '\n', '.', 'é'), { maxLength: 40 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = compare(before, after)?.flat() ?? []
      const read = (without: string) => parts.map(({ mark, text }) => (mark === without ? '' : text)).join('')
      const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
      expect([read('added'), read('removed')]).toEqual([ended(before), ended(after)])
    }),
  )
})

test('texts that take too long to compare are not compared', () => {
  const words = (from: number) => Array.from({ length: 60_000 }, (_, at) => `${(at * 7919 + from) % 60_013}`).join('\n')
  expect(compare(words(1), words(30_000))).toBeUndefined()
})
