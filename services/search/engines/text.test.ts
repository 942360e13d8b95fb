import { expect, test } from 'vitest'
import { textOf } from './text.ts'

test.each([
  ['bold words', 'How to <strong>sell a <b>home</b></strong>', 'How to sell a home'],
  ['lines', 'one<br/>two</p><p>three\n\n four', 'one two three four'],
  ['names of signs', 'a &amp; b &mdash; &quot;c&quot;&nbsp;&hellip; &unknown;', 'a & b — "c" … &unknown;'],
  ['numbers of signs', 'it&#39;s &#x27;it&#x27; &#128512; &#9999999;', "it's 'it' 😀"],
  ['scripts', '<script>steal()</script>a<style type="x">b{}</style>', 'a'],
  ['comments', 'a<!-- no -->b', 'a b'],
  ['pictures', '<img src=x onerror="steal()">a', 'a'],
  ['signs that are not markup', '1 < 2 and 3 > 2, a<5', '1 < 2 and 3 > 2, a<5'],
  ['markup that was written as text', '&lt;b&gt;bold&lt;/b&gt; &amp;lt;', '<b>bold</b> &lt;'],
  ['what no database keeps', 'a\0b\u0007c\ud800', 'a b c\ufffd'],
])('of %s', (_, html, text) => {
  expect(textOf(html)).toBe(text)
})

test.each(['<', '<a', '<script>', '<!--', '&', '&#', '</', ' ', '<script'])(
  'of many times %j takes no time worth speaking of',
  { timeout: 2000 },
  (part) => {
    expect(textOf(part.repeat(100_000)).length).toBeGreaterThanOrEqual(0)
  },
)
