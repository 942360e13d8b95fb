import { blocks } from 'banyan/text'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toHtml } from './html.ts'

const html = (markdown: string, title = 'T') => toHtml({ title, lead: 'L', blocks: blocks(markdown) })
const bodyOf = (page: string) => /<article>\n([\s\S]*)\n<\/article>/.exec(page)?.[1] ?? ''

test('a page has everything in it, and shows what the text says', () => {
  const page = html(
    '# A\n\n**b** *c* `d` [e](https://e.example)\n\n- f\n\n4. g\n\n> h\n\n| i | j |\n|---|---|\n| k | l |\n\n```\nm\n```\n\n---',
  )
  expect(page).toMatch(/^<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">/)
  expect(page).toContain("default-src 'none'")
  expect(bodyOf(page)).toBe(
    [
      '<h1>T</h1>\n<p class="lead">L</p>\n<h2>A</h2>',
      '<p><strong>b</strong> <em>c</em> <code>d</code> <a href="https://e.example" rel="noopener noreferrer">e</a></p>',
      '<ul>\n<li>f</li>\n</ul>\n<ol start="4">\n<li>g</li>\n</ol>\n<blockquote>\n<p>h</p>\n</blockquote>',
      '<table>\n<thead>\n<tr><th scope="col">i</th><th scope="col">j</th></tr>\n</thead>',
      '<tbody>\n<tr><td>k</td><td>l</td></tr>\n</tbody>\n</table>',
      '<pre><code>m</code></pre>\n<hr>',
    ].join('\n'),
  )
})

test('links lead to the web and to mail, and nowhere else', () => {
  const page = html(
    '[a](javascript:alert(1)) [b](data:text/html,x) [c](/saved/1) [d](#x) [e](//evil.example) [f](mailto:a@b.example) [g](https://x.example/"onmouseover="x)',
  )
  expect([...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    'mailto:a@b.example',
    'https://x.example/&quot;onmouseover=&quot;x',
  ])
})

test('whatever a text says, no element comes of it that is not of ours', () => {
  const hostile = fc.constantFrom(
    '<script>x</script>',
    '<img src=x onerror=y>',
    '</style>',
    '</title>',
    '"',
    "'",
    '&lt;',
    '](javascript:x)',
    '[',
    '|',
    '\n',
    '\n> ',
    '\n- ',
    '**',
    '`',
    '<https://a.example>',
  )
  const text = fc
    .array(fc.oneof(hostile, fc.string({ maxLength: 8 })), { maxLength: 20 })
    .map((parts) => parts.join(''))
  const ours =
    /^<\/?(?:h[1-6]|p|p class="lead"|strong|em|code|pre|ul|ol start="\d+"|ol|li|blockquote|table|thead|tbody|tr|th scope="col"|th|td|hr|a href="[^"<>]*" rel="noopener noreferrer"|a)>$/
  fc.assert(
    fc.property(text, text, (markdown, title) => {
      const page = html(markdown, title)
      for (const [tag] of bodyOf(page).matchAll(/<[^>]*>?/g)) expect(tag).toMatch(ours)
      expect(page.match(/<\/?(title|style|script)/g)).toEqual(['<title', '</title', '<style', '</style'])
    }),
    { numRuns: 300 },
  )
})
