import { blocks } from 'banyan/text'
import * as z from 'zod'
import { renderer } from './renderer.ts'

export const agentBio = renderer(z.object({ bio: z.string() }), ({ bio }) => blocks(bio))
