import { startFakeOpenAI } from 'banyan/testing/openai/server'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BlogPost, Tone } from '../contract.ts'
import { offlineBlogPost } from '../offline/blog.ts'
import { article, found } from '../testing/search.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const input = {
  topic: 'Keeping bees in the garden of a family home',
  context: 'We keep two hives behind the office, and give the honey to clients at closing.',
  headerImage: false,
}
const post = {
  title: 'Bees at home',
  content: '## Why\n\nBees feed us, says [this page](https://example.org/bees).',
  metaDescription: 'Why bees belong to a home.',
  tags: ['bees', 'garden'],
}

testGenerator('generateBlogPost', {
  input,
  answers: [post],
  search: found,
  contentType: 'blog-post',
  result: { blogPost: post, headerImage: null, degraded: [], sources: found },
})

test('what a model writes is made safe: no HTML, no picture, no link but to a source', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  const content =
    'See <b>this</b> [page](https://example.org/bees), [that](javascript:alert(1)), [mine](/settings) ![x](/library/x) <script>go()</script>'
  openai.respond({ ...post, content })
  await using ai = await startAi({ openai, search: found })
  const { result } = await ai.run('generateBlogPost', input)
  expect(BlogPost.parse(result).blogPost.content).toBe('See this [page](https://example.org/bees), that, mine x go()')
})

test.each([
  [
    'an address that no source has',
    { ...post, content: 'Go to https://evil.example/now.' },
    'https://evil.example/now',
  ],
  ['a description of more than 160 characters', { ...post, metaDescription: 'x'.repeat(161) }, 'metaDescription'],
  ['no tags', { ...post, tags: [] }, 'tags'],
])('a post with %s is written again', async (_, wrong, named) => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond(wrong)
  openai.respond(post)
  await using ai = await startAi({ openai, search: found })
  expect((await ai.run('generateBlogPost', input)).result).toMatchObject({ blogPost: post })
  expect(String(openai.requests[1]?.body?.messages.at(-1)?.content)).toContain(named)
})

describe('the offline post', () => {
  const sources = found.map((source, at) => ({ ...source, text: at === 0 ? article.body : source.snippet }))

  test.each(Tone.options)('%s: says what context and sources say, a section each, and links to them', (tone) => {
    const { content, title, metaDescription, tags } = offlineBlogPost({ ...input, tone }, { sources, degraded: [] })
    expect(title).toBe(input.topic)
    for (const said of ['We keep two hives behind the office', 'Keeping bees begins with two hives'])
      expect(content).toContain(said)
    expect(content).toContain('Source: [Keeping bees](http://localhost:3000/library/keeping-bees)')
    expect(content.match(/^## .+/gm)?.length).toBeGreaterThanOrEqual(3)
    expect(content + metaDescription).not.toContain('…'.repeat(2))
    expect(tags).toContain('keeping bees')
  })

  test('states nothing where there is nothing to quote: it is an outline', () => {
    const { content } = offlineBlogPost(
      { topic: 'Quantum zebras', headerImage: true },
      { sources: [], degraded: ['search'] },
    )
    expect(content).toMatch(/^This is the outline of a post on Quantum zebras\. /)
    expect(content.match(/\?$/gm)?.length).toBeGreaterThan(5)
    expect(content).not.toMatch(/\d/)
  })

  test('keeps to its form, and its links to its sources, whatever is asked', () => {
    const text = fc.oneof(fc.lorem({ maxCount: 12, mode: 'sentences' }), fc.string({ maxLength: 300 }))
    const page = fc.record({ title: fc.string({ maxLength: 80 }), url: fc.webUrl(), snippet: text, text })
    const inputs = fc.record({
      topic: fc.string({ minLength: 3, maxLength: 300 }),
      headerImage: fc.boolean(),
      context: text,
    })
    const form = BlogPost.shape.blogPost
    fc.assert(
      fc.property(inputs, fc.array(page, { maxLength: 5 }), (given, pages) => {
        const made = offlineBlogPost(given, { sources: pages, degraded: [] })
        expect(form.safeParse(made).error?.issues ?? []).toEqual([])
      }),
    )
  })

  test('answers the job without a model', async () => {
    await using ai = await startAi({ search: found })
    const { result } = await ai.run('generateBlogPost', input)
    expect(result).toMatchObject({ model: 'offline', sources: found, degraded: [], headerImage: null })
    expect(BlogPost.parse(result).blogPost.content).toContain('New keepers lose every third colony')
    ai.turnSearch('down')
    const without = await ai.run('generateBlogPost', { topic: 'another topic altogether', headerImage: false })
    expect(without.result).toMatchObject({ degraded: ['search'], sources: [] })
  })
})
