import { blocks } from 'banyan/text'
import * as z from 'zod'
import { type Blocks, heading, list, paragraphs, section } from '../compose.ts'
import { renderer } from './renderer.ts'

const Faqs = z.array(z.object({ q: z.string(), a: z.string() }))

const Description = z.object({
  headline: z.string(),
  description: z.string(),
  highlights: z.array(z.string()).default([]),
  /** Where they were kept together. */
  faqs: Faqs.default([]),
})

export const listingDescription = renderer(Description, ({ headline, description, highlights, faqs }) => [
  ...(headline === '' ? [] : [heading(2, headline)]),
  ...blocks(description),
  ...section('Highlights', list(highlights)),
  ...section('Questions and answers', answered(faqs, 3)),
])

export const listingFaqs = renderer(z.object({ faqs: Faqs }), ({ faqs }) => answered(faqs, 2))

const answered = (faqs: z.output<typeof Faqs>, level: number): Blocks =>
  faqs.flatMap(({ q, a }) => [heading(level, q), ...paragraphs(a)])
