import { readdir, readFile } from 'node:fs/promises'
import { plainText } from 'banyan/text'
import { beforeAll, expect, test } from 'vitest'
import { isPrivate } from '../../lib/route.ts'
import { find } from './find.ts'
import { type Lesson, lessonOf } from './lessons.ts'
import { courseOf } from './progress.ts'

const folder = new URL('./lessons/', import.meta.url)
let all: readonly Lesson[] = []
beforeAll(async () => {
  const files = await readdir(folder)
  all = await Promise.all(
    files.map(async (file) => lessonOf(file.replace(/\.md$/, ''), await readFile(new URL(file, folder), 'utf8'))),
  )
})

test('each lesson says what it is, and how long it takes to read', () => {
  expect(all.length).toBeGreaterThanOrEqual(6)
  for (const { key, text, minutes } of all) {
    const words = text.split(/\s+/).length
    expect([key, words > 150, Math.abs(minutes - words / 100) < 2.5]).toEqual([key, true, true])
  }
})

test('links of lessons lead to pages of the app', () => {
  const links = all.flatMap(({ page, text }) => [page, ...[...text.matchAll(/\]\(([^)]+)\)/g)].map(([, href]) => href)])
  expect(links.filter((href) => !isPrivate(String(href)))).toEqual([])
})

test('a lesson without a fact is refused', () => {
  expect(() => lessonOf('x', '---\ntitle: X\n---\ntext')).toThrow('the lesson x does not say its summary')
})

test('lessons are found by all words, in any case, those named so first', () => {
  const known = all.map(({ key, title, text }) => ({ key, title, plain: plainText(text) }))
  expect(find(known, 'LIBRARY versions').map(({ key }) => key)).toContain('plan-and-library')
  expect(find(known, 'brand audit')[0]?.key).toBe('brand-audit')
  const [, words] = find(known, 'fair housing')[0]?.excerpt ?? []
  expect(words?.toLowerCase()).toBe('fair')
  expect(find(known, 'xylophone')).toEqual([])
  expect(find(known, '  ')).toEqual([])
})

test('what is done counts once, and the next lesson is the first that is not', () => {
  const three = ['a', 'b', 'c'].map((key) => ({ key }))
  const marks = [
    { lesson: 'a', done: true },
    { lesson: 'b', done: false },
    { lesson: 'gone', done: true },
  ]
  const { done, next, percent } = courseOf(three, marks)
  expect([[...done], next?.key, Math.round(percent)]).toEqual([['a'], 'b', 33])
  expect(
    courseOf(
      three,
      three.map(({ key }) => ({ lesson: key, done: true })),
    ).next,
  ).toBeUndefined()
})
