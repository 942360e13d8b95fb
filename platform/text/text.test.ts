import { expect, test } from 'vitest'
import { plainText, sentences, shorten } from './index.ts'

test.each([
  ['a heading and its paragraph', '## Why it works\nBecause it does.', 'Why it works\nBecause it does.'],
  ['a paragraph over several lines', 'one\ntwo\n\nthree', 'one two\nthree'],
  [
    'emphasis',
    'a **bold**, *leaning*, _leaning_, ***both*** and ~~gone~~ word',
    'a bold, leaning, leaning, both and gone word',
  ],
  [
    'names and sums keep their signs',
    'snake_case_name is 2 * 3 and a < b > c',
    'snake_case_name is 2 * 3 and a < b > c',
  ],
  [
    'links and pictures',
    'see [the guide](https://x.example/a_b "title") ![a tree](t.png) [ref][1] <https://y.example>',
    'see the guide a tree ref https://y.example',
  ],
  ['lists', '- one\n- [x] two\n  more\n12. three\n* four', 'one\ntwo more\nthree\nfour'],
  ['quotes', '> said\n> > again', 'said\nagain'],
  ['fences and code', 'run `npm start`:\n```sh\nnpm start\n```\ndone', 'run npm start:\nnpm start\ndone'],
  ['tables', '| a | b |\n|---|:-:|\n| 1 | 2 |', 'a b\n1 2'],
  ['rules and underlined headings', 'Title\n=====\ntext\n\n---\n\n* * *\nend', 'Title\ntext\nend'],
  ['tags, comments and entities', '<p class="x">a &amp; b</p><!-- no --><br/>c', 'a & bc'],
  ['escapes', '\\*not emphasis\\*', '*not emphasis*'],
])('plain text of %s', (_, markdown, expected) => {
  expect(plainText(markdown)).toBe(expected)
})

test.each(['[', '<a', '<!--', '*a', '](', '|', '> ', '![a](', ' ', '\\'])(
  'plain text of many times %j takes no time worth speaking of',
  { timeout: 2000 },
  (part) => {
    expect(plainText(`a${part.repeat(100_000)}b`).length).toBeGreaterThan(0)
  },
)

test('sentences end with their mark, at a line break, and not at an abbreviated number', () => {
  expect(sentences('It costs 3.5 cents. Does it?\nA heading\nYes! Done.')).toEqual([
    'It costs 3.5 cents.',
    'Does it?',
    'A heading',
    'Yes!',
    'Done.',
  ])
})

test.each([
  ['short enough', 20, 'short enough'],
  ['two\n\n  lines', 20, 'two lines'],
  ['cut between two words, not in one', 20, 'cut between two…'],
  ['Donaudampfschifffahrtsgesellschaft', 10, 'Donaudamp…'],
  ['12345678😀x', 10, '12345678…'],
])('%j shortened to %i', (text, max, expected) => {
  expect(shorten(text, max)).toBe(expected)
  expect(shorten(text, max).length).toBeLessThanOrEqual(max)
})
