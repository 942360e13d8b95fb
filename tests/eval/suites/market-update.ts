import { between, suite } from '../suite.ts'
import { places } from '../world/places.ts'

const unknown = ['Nome, AK', 'Bisbee, AZ'].map((location) => ({ location, facts: [location] }))
const known = places.map(({ city, state, median, days }) => ({
  location: `${city}, ${state}`,
  facts: [city, `$${median.toLocaleString('en-US')}`, `${days} days`],
}))

export const marketUpdate = suite('generateMarketUpdate', {
  cases: [...known, ...unknown, ...known].slice(0, 20).map(({ location, facts }, at) => ({
    input: {
      location,
      timePeriod: ['the last 30 days', 'this spring', 'the year so far'][at % 3],
      audience: ['first-time buyers', undefined, 'home owners'][at % 3],
    },
    facts,
  })),
  text: ({ title, content, keyPoints, statistics }) =>
    [
      title,
      content,
      ...keyPoints,
      ...statistics.map(({ metric, value, change }) => `${metric} ${value} ${change}`),
    ].join('\n'),
  markdown: ({ content }) => content,
  lengths: ({ content, keyPoints }) => [
    ...between('the update', content, 25, 1000),
    ...(keyPoints.length > 8 ? [`there are ${keyPoints.length} key points`] : []),
  ],
})
