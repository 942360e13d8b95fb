import { expect, test } from 'vitest'
import { edits, nearest } from './nearest.ts'

test.each([
  ['space', 'space', 0],
  ['spase', 'space', 1],
  ['repitit', 'repetit', 1],
  ['flashcrad', 'flashcard', 1],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['abc', '', 3],
])('from %j to %j: %i', (from, to, expected) => {
  expect(edits(from, to)).toBe(expected)
  expect(edits(to, from)).toBe(expected)
})

test('a beginning stands for the words that go on with it, the shortest first', () => {
  expect(nearest('flash', ['flashcard', 'flashi', 'flask', 'card'])).toEqual(['flashi', 'flashcard'])
})

test('a slip stands for the word that was meant, two slips only in a long word', () => {
  expect(nearest('spase', ['space', 'spare', 'queue'])).toEqual(['space', 'spare'])
  expect(nearest('repitishn', ['repetit', 'repetishn'])).toEqual(['repetishn'])
  expect(nearest('quue', ['queue'])).toEqual(['queue'])
  expect(nearest('qxuxe', ['queue'])).toEqual([])
})

test('a very short word stands for nothing but itself, and three words are enough', () => {
  expect(nearest('ai', ['air', 'aim'])).toEqual([])
  expect(nearest('abc', ['abcd', 'abce', 'abcf', 'abcg'])).toHaveLength(3)
})
