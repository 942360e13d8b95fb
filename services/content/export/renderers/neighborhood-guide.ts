import { blocks } from 'banyan/text'
import * as z from 'zod'
import { section } from '../compose.ts'
import { renderer } from './renderer.ts'

const Guide = z.object({
  content: z.string(),
  sections: z.array(z.object({ heading: z.string(), content: z.string() })).default([]),
})

/** The whole text has its sections in it; where it is empty, they are put together. */
export const neighborhoodGuide = renderer(Guide, ({ content, sections }) =>
  content.trim() === ''
    ? sections.flatMap(({ heading, content }) => section(heading, blocks(content)))
    : blocks(content),
)
