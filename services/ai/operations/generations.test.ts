import { expect, test } from 'vitest'
import { ai as contract } from '../contract.ts'
import { generators, type JobName } from '../generators/index.ts'
import { found } from '../testing/search.ts'
import { startAi } from '../testing/start-ai.ts'

/** As the design has them, and those of the product. */
const contentTypes: Readonly<Record<JobName, string>> = {
  generateAgentBio: 'agent-bio',
  generateBlogPost: 'blog-post',
  generateSocialMediaPost: 'social-media',
  generateMarketingPlan: 'marketing-plan',
  runResearchAgent: 'research-report',
  analyzeReviews: 'review-analysis',
  analyzeReviewSentiment: 'review-sentiment',
  generateMarketUpdate: 'market-update',
  generateVideoScript: 'video-script',
  generateNeighborhoodGuide: 'neighborhood-guide',
  generateListingDescription: 'listing-description',
  generateListingFaqs: 'listing-faqs',
  findCompetitors: 'competitor-list',
  enrichCompetitor: 'competitor',
  keywordRankings: 'keyword-rankings',
  runNapAudit: 'nap-audit',
}
/** What their event says they are about; the others are about nothing that has a name. */
const topics: Partial<Record<JobName, string>> = {
  generateBlogPost: 'What to check before an open house',
  generateSocialMediaPost: 'Open house on Saturday',
  runResearchAgent: 'How consistent listings help a real estate agent to be found',
  generateMarketUpdate: 'Austin, TX, the last 30 days',
  generateVideoScript: 'Three things to do before you list',
  generateNeighborhoodGuide: 'Hyde Park, Austin, TX',
  keywordRankings: 'best buyer agent, Austin, TX',
}

test('each generator takes the example of its documentation, and announces exactly once what it made', async () => {
  const ai = await startAi({ search: found })
  const names = Object.keys(generators) as JobName[]
  for (const name of names) {
    const [example = {}] = (contract.members[name].input.meta()?.examples ?? []) as object[]
    const job = await ai.run(name, example, `user of ${name}`)
    expect(job).toMatchObject({ status: 'done', attempts: 1, error: null })
    expect(contract.members[name].output.safeParse(job.result).error?.issues ?? []).toEqual([])
  }
  await expect.poll(() => ai.events.length).toBe(names.length)
  // What comes late comes before the end.
  await ai.close()
  const told = ai.events.map(({ userId, contentType, metadata: { topic } }) => ({ userId, contentType, topic }))
  expect(told).toHaveLength(names.length)
  for (const name of names)
    expect(told).toContainEqual({ userId: `user of ${name}`, contentType: contentTypes[name], topic: topics[name] })
})

test('a search that wants to be left alone is gone on without, not waited for', async () => {
  await using ai = await startAi({ search: 'resting' })
  const job = await ai.run('generateBlogPost', { topic: 'Keeping bees', headerImage: false })
  expect(job).toMatchObject({ status: 'done', attempts: 1, result: { degraded: ['search'], sources: [] } })
  // Nobody was asked twice.
  expect(ai.queries.length).toBe(new Set(ai.queries).size)
})
