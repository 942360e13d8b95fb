import { expect, test } from 'vitest'
import { plainText, safeMarkdown, sentences, shorten } from './index.ts'

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

const here = (address: string) => address.startsWith('https://good.example') || address.startsWith('/')

test.each([
  ['what it should keep', '# A\n\n**b** _c_ `d`\n\n- e\n1. f\n\n> g', '# A\n\n**b** _c_ `d`\n\n- e\n1. f\n\n> g'],
  ['allowed links', '[a](https://good.example/x) [b](/library/b)', '[a](https://good.example/x) [b](/library/b)'],
  ['links that are not allowed', 'see [this](https://evil.example "x") now', 'see this now'],
  ['scripts', '[a](javascript:alert(1)) [b](JAVASCRIPT:x) [c](data:text/html,x) [d]( javascript:x )', 'a b c d'],
  ['brackets in brackets', '[a [b] c](javascript:x) [d](x((y)))', '[a [b] c]\\( [d]\\(x((y)))'],
  ['addresses with brackets', '[a](https://good.example/a_(b))', '[a](https://good.example/a_(b))'],
  ['other servers', '[a](//good.example) [b](/\\good.example)', 'a b'],
  ['pictures', '![a cat](https://good.example/c.png) ![x][y]', 'a cat x'],
  ['references', '[a][1]\n\n[1]: javascript:alert(1)\nend', 'a\n\nend'],
  ['automatic links', '<https://good.example/a> <https://evil.example> <javascript:x>', '<https://good.example/a>  '],
  ['HTML', '<script>x</script><img src=x onerror=y>a<b>b</b><!-- c -->', 'xab'],
  ['HTML in HTML', '<scr<b>ipt>x</scr</b>ipt>', '&lt;script>x&lt;/script>'],
  ['comparisons', 'a < b and 3 <4', 'a < b and 3 <4'],
])('safe Markdown: %s', (_, markdown, expected) => {
  expect(safeMarkdown(markdown, here)).toBe(expected)
})

test.each(['[', '<a', '<!--', '![', '](', '[a](', '<a:', '[a]:'])(
  'safe Markdown of many times %j takes no time worth speaking of',
  { timeout: 2000 },
  (part) => {
    expect(safeMarkdown(part.repeat(50_000), here).length).toBeGreaterThan(0)
  },
)
