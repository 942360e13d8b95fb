import type { Property } from '../contract/listing.ts'
import { type Prompt, prompt } from '../prompt.ts'

/** What is known of a property, as it stands in a prompt. */
export function propertyTags({ address, type, bedrooms, bathrooms, squareFeet, price, features }: Property): Prompt {
  const facts = Object.entries({ address, type, bedrooms, bathrooms, squareFeet, price })
    .filter(([, fact]) => fact !== undefined)
    .map(
      ([name, fact]) =>
        prompt`<fact name="${name}">${typeof fact === 'number' ? fact.toLocaleString('en-US') : (fact ?? '')}</fact>`,
    )
  return prompt`
<property>
${facts}
${features.map((feature) => prompt`<feature>${feature}</feature>`)}
</property>`
}
