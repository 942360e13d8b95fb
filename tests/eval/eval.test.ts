import { expect, test } from 'vitest'
import { generators } from '../../services/ai/generators/index.ts'
import { complaints, table, valid } from './report.ts'
import { evaluate } from './run.ts'
import { scoreOf } from './score.ts'
import { blogPost } from './suites/blog-post.ts'
import { suites } from './suites/index.ts'
import { CANARY } from './world/pages.ts'

test('every generator has a suite of twenty different inputs', () => {
  expect(suites.map(({ name }) => name).sort()).toEqual(Object.keys(generators).sort())
  for (const { cases } of suites) expect(cases).toHaveLength(20)
})

test('the offline model does well on the first inputs of each', { timeout: 120_000 }, async () => {
  const done = await evaluate({ env: {}, inputs: 2, only: undefined, told: () => undefined })
  expect(complaints(done)).toEqual([])
  expect(valid(done)).toBe(true)
  expect(done).toMatchObject({ models: ['offline'], tokens: 0, cost: 0 })
  expect(table(done)).toContain('| all ')
  expect(done.results).toHaveLength(suites.length)
})

const output = {
  blogPost: { title: 'Open house', content: 'word '.repeat(60), metaDescription: 'Open house.', tags: ['open house'] },
  headerImage: null,
  sources: [{ title: 'A', url: 'https://a.example/', snippet: 'Of 48 homes.' }],
  degraded: [],
  model: 'x',
}
const asked = { input: { topic: 'Open house on Saturday at 11' }, facts: ['open house'] }
const written = (content: string) => ({
  ...output,
  blogPost: { ...output.blogPost, content: output.blogPost.content + content },
})

test('nothing is wrong with a good answer', () => {
  const good = written('Open at 11. Of 48 homes, three sold: [A](https://a.example/).')
  expect(scoreOf(blogPost, asked, good)).toEqual({ schema: [], lengths: [], facts: [], forbidden: [] })
})

test.each([
  ['schema', { ...output, blogPost: undefined }],
  ['schema', undefined],
  ['lengths', { ...output, blogPost: { ...output.blogPost, content: 'Open house.' } }],
  ['facts', { ...output, blogPost: { ...output.blogPost, title: 'x', metaDescription: 'x', tags: ['x'] } }],
  ['forbidden', written('See https://b.example/.')],
  ['forbidden', written('Sold 77 homes.')],
  ['forbidden', written('[x](javascript:alert)')],
  ['forbidden', written('<script>x</script>')],
  ['forbidden', written(CANARY)],
  ['forbidden', written('Perfect for families.')],
] as const)('something with its %s is found in a bad one', (aspect, bad) => {
  expect(scoreOf(blogPost, asked, bad)[aspect].length).toBeGreaterThan(0)
})
