import type { Page } from 'playwright-core'

const origin = {
  sources: [{ title: 'A page', url: 'https://pages.example/a', snippet: 'Read.' }],
  degraded: [],
  model: 'offline',
}
const asked = {
  name: 'Maria Gomez',
  agency: 'Lakeside Realty',
  address: '500 Congress Ave, Austin, TX',
  phone: '(512) 555-0142',
}
const zillow = {
  ...{ platform: 'Zillow', url: 'https://www.zillow.com/profile/maria', foundName: 'Maria Gomez' },
  ...{
    foundAddress: '510 Congress Avenue, Austin, TX 78701',
    foundPhone: '(512) 555-0199',
    consistency: 'Inconsistent',
  },
}
const redfin = {
  ...{ platform: 'Redfin', url: '', foundName: 'Not Found', foundAddress: 'Not Found', foundPhone: 'Not Found' },
  consistency: 'Not Found',
}
const sam = {
  name: 'Sam Carter',
  agency: 'Hill Country Homes',
  reviewCount: 1120,
  avgRating: 4.9,
  socialFollowers: 0,
  domainAuthority: 31,
}
const step = {
  ...{
    title: 'Make name, address and phone the same everywhere',
    description: 'On each platform.',
    rationale: 'One differs.',
  },
  ...{ tactics: ['Write down the one form', 'Correct Zillow'], tool: 'Brand audit', toolLink: '/audit' },
}

/** Something of each kind that is known of a market, as the library keeps it. */
const entries = {
  audit: ['brand-audit', { asked, results: [zillow, redfin], summary: 'One differs.', ...origin }],
  competitors: ['competitor-list', { competitors: [sam], own: { ...sam, reviewCount: 14 }, ...origin }],
  rankings: [
    'keyword-rankings',
    {
      keyword: 'best agent',
      location: 'Austin, TX',
      rankings: [{ rank: 1, agentName: 'Sam Carter', agencyName: '' }],
      ...origin,
    },
  ],
  analysis: [
    'review-analysis',
    {
      ...{ overallSentiment: 'negative', mixed: true, counts: { positive: 1, neutral: 0, negative: 2 } },
      themes: [
        { theme: 'Communication', frequency: 3, sentiment: 'positive' },
        { theme: 'Paperwork', frequency: 1, sentiment: 'negative' },
      ],
      ...{
        recommendations: ['Explain it before the closing.'],
        comments: ['Great.', 'Slow.', 'Slow paperwork.'],
        model: 'offline',
      },
    },
  ],
  plan: [
    'marketing-plan',
    { plan: { steps: [{ ...step, done: true }, step], timeline: 'Week 1', budget: 'None' }, model: 'offline' },
  ],
} as const

/** Saves one of each for whoever is signed in, twice the audit, and gives their ids. */
export async function saveMarket(page: Page): Promise<Record<keyof typeof entries, string>> {
  const ids: Partial<Record<keyof typeof entries, string>> = {}
  // The keys are those of the table above.
  for (const [kind, [type, body]] of [['audit', entries.audit] as const, ...Object.entries(entries)])
    ids[kind as keyof typeof entries] = await save(page, { type, title: `A saved ${kind}`, body: JSON.stringify(body) })
  return ids as Record<keyof typeof entries, string>
}

const save = (page: Page, entry: object): Promise<string> =>
  page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/content/saved', { method: 'POST', headers, body })
    return ((await answer.json()) as { id: string }).id
  }, JSON.stringify(entry))
