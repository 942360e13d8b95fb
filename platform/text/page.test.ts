import { expect, test } from 'vitest'
import { pageOf } from './page.ts'

test.each([
  'https://www.homes.example/Guides/Spring/',
  'http://homes.example/guides/spring',
  'https://homes.example/guides/spring?utm_source=mail&utm_campaign=x#top',
  'https://homes.example/guides/spring?gclid=1&fbclid=2',
])('%s is one page', (address) => {
  expect(pageOf(address)).toBe('homes.example/guides/spring')
})

test('what is asked of a page makes it another one', () => {
  expect(pageOf('https://bank.example/rates?year=2025')).toBe('bank.example/rates?year=2025')
  expect(pageOf('/library/queues')).toBe('here/library/queues')
})
