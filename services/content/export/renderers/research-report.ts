import * as z from 'zod'
import { list, paragraphs, section } from '../compose.ts'
import { renderer } from './renderer.ts'

const Report = z.object({ summary: z.string(), keyFindings: z.array(z.string()) })

export const researchReport = renderer(Report, ({ summary, keyFindings }) => [
  ...paragraphs(summary),
  ...section('Key findings', list(keyFindings, true)),
])
