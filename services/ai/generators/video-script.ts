import type { InputOf } from 'banyan/contract'
import type * as z from 'zod'
import { type generateVideoScript, VideoScript } from '../contract/video-script.ts'
import { offlineScript } from '../offline/script.ts'
import { DATA_RULE, FACTS_RULE, HOUSING_RULE, prompt } from '../prompt.ts'
import { checked, strangeAddresses } from './checked.ts'
import type { Generator } from './generator.ts'

type Input = InputOf<typeof generateVideoScript>

const Draft = VideoScript.omit({ model: true })
export type ScriptDraft = z.infer<typeof Draft>

/** A script that a person can film: what is seen, what is said, and for how long. */
export const videoScript: Generator<Input, ScriptDraft, VideoScript> = {
  id: 'video-script',
  title: 'Video script',
  contentType: 'video-script',
  topic: ({ topic }) => topic,
  estimate: { calls: 1, inputTokens: 550, outputTokens: 600 },
  write: {
    says: 'Writing the script',
    instructions: `You write scripts of short videos for real estate agents: spoken language, one thought a scene. ${FACTS_RULE} ${HOUSING_RULE} ${DATA_RULE}`,
    prompt: ({ topic, tone, audience, seconds, context }) => prompt`
Write the script of a video of ${seconds} seconds for this audience. Tone: ${tone}.

- a hook: what is said in the first three seconds
- three to eight scenes, each with what is seen, what is said, and its seconds; together ${seconds} seconds, at about two and
  a half spoken words a second
- a call to action in one sentence

<topic>${topic}</topic>
<audience>${audience}</audience>
${context === undefined ? '' : prompt`<context>${context}</context>`}

Answer as JSON: {"title": "...", "hook": "...", "scenes": [{"visual": "...", "narration": "...", "seconds": 8}], "callToAction": "..."}`,
    answer: (input) => checked(Draft, (draft) => [...untimed(draft, input), ...strangeAddresses(draft, input)]),
    offline: (input) => offlineScript(input),
  },
  finish: (draft, { model }) => ({ ...draft, model }),
}

/** A script may be a quarter shorter or longer than asked. */
function untimed({ scenes }: ScriptDraft, { seconds }: Input): string[] {
  const all = scenes.reduce((sum, scene) => sum + scene.seconds, 0)
  return Math.abs(all - seconds) <= seconds / 4 ? [] : [`The scenes take ${all} seconds, but the video has ${seconds}`]
}
