import { between, suite } from '../suite.ts'
import { agents } from '../world/agents.ts'

const experiences = [
  '12 years in residential sales',
  'Over 20 years',
  '7',
  'I have sold homes since 2010, and before that I taught school.',
  'relocations, first homes and condos',
  undefined,
  'She began in 2015 as an assistant. Today she leads a team of four.',
  'Former carpenter; knows what is behind a wall.',
  '3 years of new construction',
  'Works in English and Spanish.',
]
const certifications = [['ABR', 'CRS'], ['GRI'], [], undefined, ['SRES', 'e-PRO', 'MRP']]
const tones = ['Professional', 'Casual', 'Enthusiastic', 'Humorous', undefined]

export const agentBio = suite('generateAgentBio', {
  cases: agents.map(({ name, agency }, at) => {
    const held = certifications[at % certifications.length]
    const input = {
      name,
      agencyName: agency,
      experience: experiences[at % experiences.length],
      certifications: held,
      tone: tones[at % tones.length],
    }
    return { input, facts: [name, agency, ...(held ?? [])] }
  }),
  text: ({ bio }) => bio,
  lengths: ({ bio }) => between('the bio', bio, 15, 400),
})
