import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isPrivate, privatePaths, safeNext, signInRoute } from './route.ts'

test.each(['/saved', '/saved?q=a%20b&type=note', '/research/01a1-b2', '/library/fsrs-scheduler'])(
  'a path of this site is taken: %s',
  (path) => expect(safeNext(path)).toBe(path),
)

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/a\\b',
  '\\\\evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/\n/evil.example',
  '/..//evil.example',
  '/.//evil.example',
  'saved',
  '',
  undefined,
  ['/saved'],
])('anything else leads home: %j', (next) => expect(safeNext(next)).toBe('/home'))

test('signing in never leads to signing in', () => {
  expect(safeNext('/sign-in?next=/sign-in')).toBe('/home')
  expect(signInRoute('/saved?q=x', true)).toBe('/sign-in?ended=1&next=%2Fsaved%3Fq%3Dx')
  expect(signInRoute('/home')).toBe('/sign-in')
})

test('private are the pages of the app and what is below them', () => {
  expect(['/home', '/saved/1', '/settings'].every(isPrivate)).toBe(true)
  expect(['/', '/sign-in', '/library/x', '/homecoming', '/savedx'].some(isPrivate)).toBe(false)
})

test('the proxy looks at every one of them', () => {
  // Next reads the matcher from the source, so it cannot be made of the list.
  const proxy = readFileSync(new URL('../proxy.ts', import.meta.url), 'utf8')
  const missing = privatePaths.filter((path) => !proxy.includes(`'${path}/:path*'`))
  expect(missing).toEqual([])
})
