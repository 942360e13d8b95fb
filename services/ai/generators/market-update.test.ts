import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { MarketUpdate } from '../contract.ts'
import { marketFigures } from '../research/figures.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const snippet =
  'The median home price in Austin was $520,000 in May, down 3.2% from a year ago. Homes spent 61 days on market in Austin. ' +
  'There were 9,800 active listings, up 12 percent from last year.'
const found = [
  { title: 'Austin housing market in May', url: 'https://news.example/austin', snippet },
  {
    title: 'Dallas housing market in May',
    url: 'https://news.example/dallas',
    snippet: 'The median home price in Dallas was $400,000 in May. A report on housing markets of big towns.',
  },
]
const input = {
  location: 'Austin, TX',
  timePeriod: 'May 2026',
  audience: 'people who buy for the first time, on a budget',
}
const figures = [
  { metric: 'Median price', value: '$520,000', change: 'down 3.2% from a year ago' },
  { metric: 'Days on market', value: '61 days', change: '' },
  { metric: 'Active listings', value: '9,800', change: 'up 12 percent from last year' },
]
const answer = {
  title: 'Austin in May',
  content: '## Prices\n\nThe median was $520,000 ([source](https://news.example/austin)).',
  keyPoints: ['Prices fell.'],
  statistics: figures,
}

testGenerator('generateMarketUpdate', {
  input,
  answers: [answer],
  search: found,
  contentType: 'market-update',
  result: { ...answer, sources: found, degraded: [] },
})

test('a figure that no source gives of the place is left out', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  const invented = [
    { metric: 'Median price', value: '$777,000', change: '' },
    { metric: 'Price in Dallas', value: '$400,000', change: '' },
    { metric: 'Mood', value: 'good', change: '' },
    { metric: 'Days on market', value: '61', change: 'up 99%' },
  ]
  openai.respond({ ...answer, statistics: invented })
  await using ai = await startAi({ openai, search: found })
  const { result } = await ai.run('generateMarketUpdate', input)
  expect(MarketUpdate.parse(result).statistics).toEqual([{ metric: 'Days on market', value: '61', change: '' }])
})

describe('the offline update', () => {
  test.each([
    ['Median sale prices reached $1.2 million.', 'Median price', '$1.2 million', ''],
    ['The median list price is $350K.', 'Median price', '$350K', ''],
    ['Average mortgage rates fell to 6.1%.', 'Mortgage rate', '6.1%', 'fell to 6.1%'],
    ['The median rent rose 2 percent to $1,800.', 'Median rent', '$1,800', 'rose 2 percent'],
    ['In May 2,140 homes were sold.', 'Homes sold', '2,140', ''],
    ['Supply stood at 3.4 months of inventory.', 'Months of supply', '3.4 months', ''],
    ['Homes sold in 12 days on average.', 'Days on market', '12 days', ''],
  ])('reads the figure of "%s"', (text, metric, value, change) => {
    const read = marketFigures([{ title: '', url: '', snippet: '', text }])
    expect(read.find((each) => each.metric === metric)).toEqual({ metric, value, change })
  })

  test('reads none where there is none', () => {
    const text = 'The median price matters. Ask for days on market. In 2024 the market was calm.'
    expect(marketFigures([{ title: '', url: '', snippet: '', text }])).toEqual([])
  })

  test('gives the figures and sentences of the sources that name the place', async () => {
    await using ai = await startAi({ search: found })
    const { result } = await ai.run('generateMarketUpdate', input)
    const update = MarketUpdate.parse(result)
    expect(update).toMatchObject({ model: 'offline', statistics: figures, degraded: [] })
    expect(update.content).toContain('[Austin housing market in May](https://news.example/austin)')
    expect(update.content).not.toContain('Dallas')
    expect(ai.queries).toEqual([
      'Austin, TX housing market May 2026',
      'Austin, TX median home price inventory days on market',
    ])
  })

  test('reads the news, too', async () => {
    await using ai = await startAi()
    ai.news.articles = [
      {
        title: 'Austin prices rise',
        url: 'https://daily.example/austin',
        snippet: 'The median home price in Austin rose 2% to $530,000, the association said.',
        source: 'The Daily',
        publishedDate: '2026-05-30',
      },
    ]
    const { result } = await ai.run('generateMarketUpdate', input)
    expect(ai.news.asked).toEqual([{ query: 'Austin housing market', days: 90 }])
    expect(MarketUpdate.parse(result)).toMatchObject({
      statistics: [{ metric: 'Median price', value: '$530,000', change: 'rose 2%' }],
      sources: [{ title: 'Austin prices rise', url: 'https://daily.example/austin' }],
    })
  })

  test('makes up no figure where none was found: it says which to look up', async () => {
    await using ai = await startAi({ search: found.slice(1) })
    const { result } = await ai.run('generateMarketUpdate', { ...input, location: 'Nome, AK' })
    const update = MarketUpdate.parse(result)
    expect(update.statistics).toEqual([])
    expect(update.content).toContain('No source with current figures for Nome, AK was found.')
    expect(update.content.replace('May 2026', '')).not.toMatch(/\d/)
  })
})
