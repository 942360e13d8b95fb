import { suite } from '../suite.ts'
import { addressOf, agents } from '../world/agents.ts'

export const napAudit = suite('runNapAudit', {
  cases: agents.map((agent, at) => ({
    input: {
      name: agent.name,
      agency: agent.agency,
      address: addressOf(agent),
      phone: agent.phone,
      website: at % 2 === 0 ? `https://agent${at}.example` : undefined,
    },
    // As `world/pages.ts` has it.
    facts: [`Zillow: ${at % 5 === 4 ? 'Not Found' : at % 3 === 1 ? 'Inconsistent' : 'Consistent'}`, 'Yelp: Not Found'],
  })),
  text: ({ results, summary }) =>
    [
      ...results.map(({ platform, consistency }) => `${platform}: ${consistency}`),
      ...results.flatMap(({ foundName, foundAddress, foundPhone }) => [foundName, foundAddress, foundPhone]),
      summary,
    ].join('\n'),
  // The summary counts.
  stated: ({ results }) => results.flatMap(({ foundAddress, foundPhone }) => [foundAddress, foundPhone]).join('\n'),
  lengths: ({ results }) => (results.length < 8 ? [`only ${results.length} platforms were checked`] : []),
})
