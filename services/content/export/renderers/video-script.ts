import * as z from 'zod'
import { heading, labelled, paragraphs, section } from '../compose.ts'
import { renderer } from './renderer.ts'

const Script = z.object({
  hook: z.string(),
  scenes: z.array(z.object({ visual: z.string(), narration: z.string(), seconds: z.number() })),
  callToAction: z.string(),
})

export const videoScript = renderer(Script, ({ hook, scenes, callToAction }) => [
  ...section('Hook', paragraphs(hook)),
  ...scenes.flatMap(({ visual, narration, seconds }, at) => [
    heading(2, `Scene ${at + 1} (${seconds} seconds)`),
    labelled('Picture', visual),
    ...paragraphs(narration),
  ]),
  ...section('Call to action', paragraphs(callToAction)),
])
