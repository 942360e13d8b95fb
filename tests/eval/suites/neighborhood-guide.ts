import { between, suite } from '../suite.ts'
import { places } from '../world/places.ts'

const nowhere = { city: 'Nome', state: 'AK', neighborhood: 'Old Town', school: 'Old Town', transport: 'Nome' }

export const neighborhoodGuide = suite('generateNeighborhoodGuide', {
  cases: [...places, nowhere, ...places, nowhere].map(({ city, state, neighborhood, school, transport }, at) => ({
    input: {
      city,
      state,
      neighborhood,
      schools: at % 4 !== 3,
      amenities: at % 3 !== 2,
      transport: at % 5 !== 4,
      market: at % 2 === 0,
      audience: ['people who move there for work', undefined][at % 2],
      tone: ['Professional', 'Casual', undefined][at % 3],
    },
    facts: [city, neighborhood, ...(at % 4 === 3 ? [] : [school]), ...(at % 5 === 4 ? [] : [transport])],
  })),
  text: ({ title, content }) => `${title}\n${content}`,
  markdown: ({ content }) => content,
  lengths: ({ content, sections }) => [
    ...between('the guide', content, 20, 2000),
    ...(sections.length > 10 ? [`there are ${sections.length} sections`] : []),
  ],
})
