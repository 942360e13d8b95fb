import { between, suite } from '../suite.ts'
import { homes, personas } from '../world/homes.ts'

export const listingDescription = suite('generateListingDescription', {
  cases: homes.map((property, at) => ({
    input: { property, persona: personas[at % personas.length] },
    facts: [property.price, property.squareFeet].flatMap((number) => (number ? [number.toLocaleString('en-US')] : [])),
  })),
  text: ({ headline, description, highlights }) => [headline, description, ...highlights].join('\n'),
  lengths: ({ headline, description }) => [
    ...(headline.length > 90 ? [`the headline has ${headline.length} characters`] : []),
    ...between('the description', description, 5, 450),
  ],
})
