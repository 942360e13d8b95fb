import { blocks, inlines } from 'banyan/text'
import { describe, expect, test } from 'vitest'
import { documentOf } from './document.ts'
import { toMarkdown } from './markdown.ts'

const shown = (type: string, content: unknown) => toMarkdown(documentOf(type, JSON.stringify(content)).blocks)

const origin = {
  sources: [
    { title: 'A [page]', url: 'https://a.example/b(c)', snippet: 'x' },
    { title: 'Ours', url: '/library/x', snippet: '' },
  ],
  model: 'offline',
  degraded: ['search'],
}
const listed =
  '## Sources\n\n1. [A \\[page\\]](https://a.example/b%28c%29)\n2. Ours\n\nWritten without search.\n\n**Model:** offline'

describe('each type is read as people read it', () => {
  test.each<[string, unknown, string]>([
    ['agent-bio', { bio: 'Ann **sells**.\n\nAnd buys.', model: 'm' }, 'Ann **sells**.\n\nAnd buys.\n\n**Model:** m'],
    [
      'blog-post',
      {
        blogPost: { title: 'T', content: '## One\n\n- a', metaDescription: 'In short', tags: ['x', 'y'] },
        headerImage: { url: 'https://i.example/1.png', alt: 'A house' },
        ...origin,
      },
      `**Header image:** [A house](https://i.example/1.png)\n\n## One\n\n- a\n\n**Meta description:** In short\n\n**Tags:** x, y\n\n${listed}`,
    ],
    ['blog-post', { title: 'T', content: 'Text.', headerImage: null }, 'Text.'],
    [
      'social-media',
      { posts: { facebook: 'F *1*\n\n#home', instagram: 'I', twitter: 'T', linkedin: '' }, tone: 'Casual', model: 'm' },
      '## Facebook\n\nF \\*1\\*\n\n#home\n\n## Instagram\n\nI\n\n## X (Twitter)\n\nT\n\n**Model:** m',
    ],
    [
      'social-media',
      {
        facebook: 'F',
        instagram: 'I',
        twitter: 'T',
        linkedin: 'L',
        googleBusiness: 'G',
        variations: [{ facebook: 'F2', instagram: 'I2', twitter: 'T2', linkedin: 'L2' }],
      },
      '## Facebook\n\nF\n\n## Instagram\n\nI\n\n## X (Twitter)\n\nT\n\n## LinkedIn\n\nL\n\n## Google Business\n\nG\n\n## Variation 2\n\n### Facebook\n\nF2\n\n### Instagram\n\nI2\n\n### X (Twitter)\n\nT2\n\n### LinkedIn\n\nL2',
    ],
    [
      'marketing-plan',
      {
        plan: {
          steps: [
            {
              title: 'Fix',
              description: 'Do it.',
              tactics: ['a', 'b'],
              rationale: 'R',
              tool: 'Z',
              done: true,
              toolLink: 'https://z.example',
            },
          ],
          timeline: 'Soon',
          budget: '$5',
        },
      },
      '## 1. Fix (done)\n\nDo it.\n\n- a\n- b\n\n**Why:** R\n\n**With:** [Z](https://z.example)\n\n## Timeline\n\nSoon\n\n## Budget\n\n$5',
    ],
    [
      'research-report',
      { summary: 'S', keyFindings: ['one [1]', 'two'], ...origin },
      `S\n\n## Key findings\n\n1. one \\[1\\]\n2. two\n\n${listed}`,
    ],
    [
      'review-analysis',
      {
        overallSentiment: 'positive',
        mixed: true,
        counts: { positive: 2, neutral: 0, negative: 1 },
        themes: [{ theme: 'Speed', frequency: 2, sentiment: 'positive' }],
        recommendations: ['Call'],
      },
      '**Overall:** positive, with praise and complaints beside each other\n\n**Reviews:** 2 positive, 0 neutral, 1 negative\n\n## Themes\n\n| Theme | Mentions | Sentiment |\n| --- | --- | --- |\n| Speed | 2 | positive |\n\n## Recommendations\n\n1. Call',
    ],
    [
      'market-update',
      { title: 'T', content: 'Text', keyPoints: ['k'], statistics: [{ metric: 'Price', value: '$1', change: '+2 %' }] },
      '## Key points\n\n- k\n\n## Statistics\n\n| Metric | Value | Change |\n| --- | --- | --- |\n| Price | $1 | +2 % |\n\nText',
    ],
    [
      'video-script',
      { title: 'T', hook: 'H', scenes: [{ visual: 'V', narration: 'N', seconds: 5 }], callToAction: 'C' },
      '## Hook\n\nH\n\n## Scene 1 (5 seconds)\n\n**Picture:** V\n\nN\n\n## Call to action\n\nC',
    ],
    [
      'neighborhood-guide',
      { title: 'T', content: '## A\n\nb', sections: [{ heading: 'A', content: 'b' }] },
      '## A\n\nb',
    ],
    ['neighborhood-guide', { title: 'T', content: '', sections: [{ heading: 'A', content: 'b' }] }, '## A\n\nb'],
    [
      'listing-description',
      { headline: 'H', description: 'D', highlights: ['h'], faqs: [{ q: 'Q?', a: 'A.' }] },
      '## H\n\nD\n\n## Highlights\n\n- h\n\n## Questions and answers\n\n### Q?\n\nA.',
    ],
    ['listing-faqs', { faqs: [{ q: 'Q?', a: 'A.' }] }, '## Q?\n\nA.'],
    [
      'brand-audit',
      {
        results: [
          {
            platform: 'Zillow',
            url: 'https://z.example',
            foundName: 'A',
            foundAddress: 'B',
            foundPhone: '1',
            consistency: 'Inconsistent',
          },
        ],
        summary: 'S',
      },
      'S\n\n## Zillow: Inconsistent\n\n**Name:** A\n\n**Address:** B\n\n**Phone:** 1\n\n**Page:** [https://z.example](https://z.example)',
    ],
    [
      'competitor-list',
      {
        competitors: [
          { name: 'N', agency: 'A', reviewCount: 3, avgRating: 4.5, socialFollowers: 0, domainAuthority: 0 },
        ],
        own: { reviewCount: 1 },
      },
      '| Name | Agency | Reviews | Rating | Followers | Domain authority |\n| --- | --- | --- | --- | --- | --- |\n| You |  | 1 | – | – | – |\n| N | A | 3 | 4.5 | – | – |',
    ],
    [
      'keyword-rankings',
      { keyword: 'k', location: 'L', rankings: [{ rank: 1, agentName: 'N', agencyName: '' }] },
      '**Keyword:** k\n\n**Location:** L\n\n| Rank | Agent | Agency |\n| --- | --- | --- |\n| 1 | N |  |',
    ],
  ])('%s', (type, content, expected) => {
    expect(shown(type, content)).toBe(expected)
  })

  test('what is a type in name only, or of none that is known, is read field by field', () => {
    const content = {
      keyFindings: ['a', 2],
      'due-date': '2026-03-01',
      nothing: null,
      rows: [{ name: 'x', at: 1 }, { name: 'y' }],
      text: 'one\ntwo',
      deep: { deeper: { ok: true } },
    }
    const expected =
      '## Key findings\n\n- a\n- 2\n\n**Due date:** 2026-03-01\n\n## Rows\n\n| Name | At |\n| --- | --- |\n| x | 1 |\n| y |  |\n\n## Text\n\none\n\ntwo\n\n## Deep\n\n### Deeper\n\n**Ok:** true'
    expect(shown('research-report', content)).toBe(expected)
    expect(shown('anything', content)).toBe(expected)
    expect(shown('anything', [{ a: [1] }, 'b'])).toBe('## 1\n\n### A\n\n- 1\n\n## 2\n\nb')
  })

  test('text that looks like Markdown reads as what it is, and only as that', () => {
    const lines = [
      '# no heading',
      '- no item',
      '1. no item',
      '+ x',
      '---',
      '> q',
      '`c` *e* [l](https://x.example)',
      '| a |',
    ]
    const { blocks: made } = documentOf(
      'video-script',
      JSON.stringify({ hook: lines.join('\n'), scenes: [], callToAction: '' }),
    )
    const read = blocks(toMarkdown(made)).slice(1)
    expect(read.map(({ kind }) => kind)).toEqual(lines.map(() => 'paragraph'))
    const words = read.map((block) => ('text' in block ? inlines(block.text) : []))
    expect(words.map((parts) => parts.map((part) => ('text' in part ? part.text : part.kind)).join(''))).toEqual(lines)
  })

  test('what is no JSON is Markdown, and stays as it is', () => {
    for (const body of ['# A\n\n*b*', '[1] a footnote', '{ not json', '"text"', ''])
      expect(documentOf('blog-post', body).markdown).toBe(body)
  })

  test('JSON without end is read in time, as what it is', () => {
    const deep = '['.repeat(250_000) + ']'.repeat(250_000)
    expect(documentOf('note', deep).markdown).toBe(deep)
    let nested: unknown = 'x'
    for (let at = 0; at < 60; at++) nested = at % 2 ? [nested] : { nested }
    expect(shown('note', nested)).toContain('x')
  })
})
