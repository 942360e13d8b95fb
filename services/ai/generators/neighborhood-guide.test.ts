import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { NeighborhoodGuide } from '../contract.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const found = [
  {
    title: 'Hyde Park, Austin',
    url: 'https://places.example/hyde-park',
    snippet:
      'Hyde Park is an old neighborhood of Austin with bungalows from the 1920s. Lee Elementary is a public school in Hyde Park ' +
      'with a garden for its students. Buses of Capital Metro connect Hyde Park with downtown Austin in twenty minutes.',
  },
  {
    title: 'Hyde Park, London',
    url: 'https://places.example/london',
    snippet:
      'Hyde Park is a royal park with a lake in which people swim. It has many restaurants near it, and a train station.',
  },
]
const input = {
  city: 'Austin',
  state: 'TX',
  neighborhood: 'Hyde Park',
  market: false,
  audience: 'people who move there for work and do not know the town',
}
const sections = [
  { heading: 'Overview', content: 'An old neighborhood ([source](https://places.example/hyde-park)).' },
  { heading: 'Schools', content: 'Lee Elementary is there.' },
]

testGenerator('generateNeighborhoodGuide', {
  input,
  answers: [{ title: 'Hyde Park', sections }],
  search: found,
  contentType: 'neighborhood-guide',
  result: {
    title: 'Hyde Park',
    sections,
    content: `## Overview\n\n${sections[0]?.content}\n\n## Schools\n\nLee Elementary is there.`,
  },
})

test('sections are made safe, one by one and together', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond({ title: 'x', sections: [{ heading: 'A <b>', content: '<i>b</i> [c](javascript:d) ![e](/f)' }] })
  await using ai = await startAi({ openai, search: found })
  const guide = NeighborhoodGuide.parse((await ai.run('generateNeighborhoodGuide', input)).result)
  expect(guide.sections).toEqual([{ heading: 'A <b>', content: 'b c e' }])
  expect(guide.content).toBe('## A \n\nb c e')
})

describe('the offline guide', () => {
  test('has the parts asked for, each with what the sources say of this place, or whom to ask', async () => {
    await using ai = await startAi({ search: found })
    const guide = NeighborhoodGuide.parse((await ai.run('generateNeighborhoodGuide', input)).result)
    const parts = new Map(guide.sections.map(({ heading, content }) => [heading, content]))
    expect([...parts.keys()]).toEqual([
      'Overview',
      'Schools',
      'Parks, shops and restaurants',
      'Getting around',
      'Sources',
    ])
    expect(parts.get('Schools')).toContain('Lee Elementary')
    expect(parts.get('Getting around')).toContain('Capital Metro')
    expect(parts.get('Parks, shops and restaurants')).toContain('No source was found')
    expect(guide.content).not.toContain('royal')
    expect(guide).toMatchObject({ title: 'A guide to Hyde Park, Austin, TX', model: 'offline', degraded: [] })
    expect(ai.queries).toHaveLength(4)
  })

  test('says where it is and whom to ask, when nothing was found', async () => {
    await using ai = await startAi()
    const guide = NeighborhoodGuide.parse(
      (await ai.run('generateNeighborhoodGuide', { city: 'Nome', state: 'AK' })).result,
    )
    expect(guide.sections[0]).toEqual({ heading: 'Overview', content: 'Nome is in AK.' })
    expect(guide.sections).toHaveLength(5)
    expect(guide.content).not.toMatch(/\d/)
  })
})
