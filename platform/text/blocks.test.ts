import { expect, test } from 'vitest'
import { blocks, inlines } from './index.ts'

test('headings, paragraphs, lists, quotes, code and rules are told apart', () => {
  const text = '# A\n\none\ntwo\n\n- x\n  more\n- y\n\n3. c\n4. d\n\n> said\n\n```js\na  b\n```\n\n---\n#tag'
  expect(blocks(text)).toEqual([
    { kind: 'heading', level: 1, text: 'A' },
    { kind: 'paragraph', text: 'one two' },
    { kind: 'list', ordered: false, start: 1, items: ['x more', 'y'] },
    { kind: 'list', ordered: true, start: 3, items: ['c', 'd'] },
    { kind: 'quote', blocks: [{ kind: 'paragraph', text: 'said' }] },
    { kind: 'code', text: 'a  b' },
    { kind: 'rule' },
    { kind: 'paragraph', text: '#tag' },
  ])
})

test('a table has a head, and rows as wide as it', () => {
  const text = 'Numbers:\n| Metric | Value \\| unit |\n|:--|--:|\n| Price | **5** |\n| Days |\n|a|b|c|\n\nafter | all'
  expect(blocks(text)).toEqual([
    { kind: 'paragraph', text: 'Numbers:' },
    {
      kind: 'table',
      head: ['Metric', 'Value \\| unit'],
      rows: [
        ['Price', '**5**'],
        ['Days', ''],
        ['a', 'b'],
      ],
    },
    { kind: 'paragraph', text: 'after | all' },
  ])
  expect(blocks('a | b\n---\nc')[0]).toEqual({ kind: 'paragraph', text: 'a | b --- c' })
})

test('marks within a line are told apart', () => {
  expect(inlines('**1** ** 2 **')).toEqual([
    { kind: 'strong', inlines: [{ kind: 'text', text: '1' }] },
    { kind: 'text', text: ' ** 2 **' },
  ])
  expect(inlines('a **b *c* d** `d*e` [f](/g) <https://h.example> \\*i snake_case_name')).toEqual([
    { kind: 'text', text: 'a ' },
    {
      kind: 'strong',
      inlines: [
        { kind: 'text', text: 'b ' },
        { kind: 'em', inlines: [{ kind: 'text', text: 'c' }] },
        { kind: 'text', text: ' d' },
      ],
    },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'd*e' },
    { kind: 'text', text: ' ' },
    { kind: 'link', href: '/g', inlines: [{ kind: 'text', text: 'f' }] },
    { kind: 'text', text: ' ' },
    { kind: 'link', href: 'https://h.example', inlines: [{ kind: 'text', text: 'https://h.example' }] },
    { kind: 'text', text: ' ' },
    { kind: 'text', text: '*' },
    { kind: 'text', text: 'i snake_case_name' },
  ])
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:x',
  'data:text/html,x',
  '//evil.example',
  '/\\evil.example',
  'vbscript:x',
])('no link leads to %s', (href) => expect(JSON.stringify(inlines(`[a](${href})`))).not.toContain('"link"'))

test('text without end is read in time', () => {
  for (const text of [
    '['.repeat(20_000),
    '**a'.repeat(8_000),
    '> '.repeat(250_000),
    '>'.repeat(500_000),
    '`'.repeat(20_000),
    '_a '.repeat(9_000),
    `|${' '.repeat(50_000)}`.repeat(2),
    `${'|-'.repeat(5_000)}\n`.repeat(4),
    'a|b\n'.repeat(20_000),
  ]) {
    const began = performance.now()
    for (const block of blocks(text)) if (block.kind === 'paragraph') inlines(block.text)
    expect(performance.now() - began).toBeLessThan(1500)
  }
})
