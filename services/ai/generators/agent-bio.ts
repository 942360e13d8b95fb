import type { InputOf } from 'banyan/contract'
import * as z from 'zod'
import { type AgentBio, bioLimit, type generateAgentBio } from '../contract/agent-bio.ts'
import { offlineBio } from '../offline/bio.ts'
import { DATA_RULE, FACTS_RULE, HOUSING_RULE, prompt } from '../prompt.ts'
import { checked, missing, strangeAddresses } from './checked.ts'
import type { Generator } from './generator.ts'

type Input = InputOf<typeof generateAgentBio>

const Draft = z.object({
  bio: z.string().min(1).max(bioLimit).describe('Two or three paragraphs of plain text in the third person'),
})

/** The biography of an agent, of what the agent tells. */
export const agentBio: Generator<Input, z.infer<typeof Draft>, AgentBio> = {
  id: 'agent-bio',
  title: 'Agent bio',
  contentType: 'agent-bio',
  estimate: { calls: 1, inputTokens: 450, outputTokens: 250 },
  write: {
    says: 'Writing the bio',
    instructions: `You write biographies of real estate agents: warm, exact, without superlatives. ${FACTS_RULE} ${HOUSING_RULE} ${DATA_RULE}`,
    prompt: (input) => prompt`
Write the biography of this agent in the third person: two or three paragraphs, 80 to 200 words of plain text.
Name the agent, the agency and each certification exactly as it stands here. Tone: ${input.tone ?? 'Professional'}.

<name>${input.name}</name>
<agency>${input.agencyName}</agency>
<experience>${input.experience ?? 'not told'}</experience>
${(input.certifications ?? []).map((each) => prompt`<certification>${each}</certification>`)}

Answer as JSON: {"bio": "..."}`,
    answer: (input) =>
      checked(Draft, ({ bio }) => [
        ...missing(bio, [input.name, input.agencyName, ...(input.certifications ?? [])]),
        ...strangeAddresses(bio, input),
      ]),
    offline: (input) => ({ bio: offlineBio(input) }),
  },
  finish: ({ bio }, { model }) => ({ bio, model }),
}
