import { ResearchReport, SocialPosts, Tone } from '@banyan/ai/contract'
import * as z from 'zod'
import { type Content, contentOf } from '../content/body.ts'
import { isContentType } from '../content/specs.ts'
import { type MarketDocument, marketOf } from '../market/document.ts'

/** The kinds of content that the web writes itself. The library may hold others: they are shown as text. */
export const REPORT = 'research-report'
export const SOCIAL = 'social-media'
export const NOTE = 'note'

/** The run that an entry came from: by it the entry is found again. */
const job = z.string().optional()

/** The body of a saved report. */
export const ReportDocument = ResearchReport.extend({ job })
export type ReportDocument = z.infer<typeof ReportDocument>

const PostTexts = z.object({
  facebook: z.string(),
  instagram: z.string(),
  twitter: z.string(),
  linkedin: z.string(),
  /** Absent where it was not asked for. */
  googleBusiness: z.string().optional(),
})

/** The body of a saved set of posts. Posts that are too long for their channel may be kept: the editor marks them. */
export const SocialDocument = z.object({
  posts: PostTexts,
  /** The further sets that were written at once, to choose from. */
  variations: z.array(PostTexts).optional(),
  tone: Tone.optional(),
  /** Absent where a person wrote them. */
  model: SocialPosts.shape.model.optional(),
  job,
})
export type SocialDocument = z.infer<typeof SocialDocument>

export type SavedDocument =
  | { readonly kind: 'report'; readonly report: ReportDocument }
  | { readonly kind: 'social'; readonly social: SocialDocument }
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'market'; readonly market: MarketDocument }
  | { readonly kind: 'text'; readonly text: string }

/** What a saved body holds: what the web knows is JSON, everything else is Markdown, as is JSON that does not fit. */
export function documentOf(type: string, body: string): SavedDocument {
  if (type === REPORT) {
    const report = ReportDocument.safeParse(json(body))
    if (report.success) return { kind: 'report', report: report.data }
  }
  if (type === SOCIAL) {
    const social = SocialDocument.safeParse(json(body))
    if (social.success) return { kind: 'social', social: social.data }
  }
  if (isContentType(type)) {
    const content = contentOf(type, json(body))
    if (content) return { kind: 'content', content }
  }
  const market = marketOf(type, body)
  return market ? { kind: 'market', market } : { kind: 'text', text: body }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Somebody saved text under this type through the API: it is shown as the text it is.
    return undefined
  }
}
