import { ResearchReport, SocialPosts, Tone } from '@banyan/ai/contract'
import * as z from 'zod'

/** The kinds of content that the web writes itself. The library may hold others: they are shown as text. */
export const REPORT = 'research-report'
export const SOCIAL = 'social-media'
export const NOTE = 'note'

/** The run that an entry came from: by it the entry is found again. */
const job = z.string().optional()

/** The body of a saved report. */
export const ReportDocument = ResearchReport.extend({ job })
export type ReportDocument = z.infer<typeof ReportDocument>

/** The body of a saved set of posts. Posts that are too long for their channel may be kept: the editor marks them. */
export const SocialDocument = z.object({
  posts: z.object({
    facebook: z.string(),
    instagram: z.string(),
    twitter: z.string(),
    linkedin: z.string(),
  }),
  tone: Tone.optional(),
  /** Absent where a person wrote them. */
  model: SocialPosts.shape.model.optional(),
  job,
})
export type SocialDocument = z.infer<typeof SocialDocument>

export type SavedDocument =
  | { readonly kind: 'report'; readonly report: ReportDocument }
  | { readonly kind: 'social'; readonly social: SocialDocument }
  | { readonly kind: 'text'; readonly text: string }

/** What a saved body holds: reports and posts are JSON, everything else is Markdown, as is JSON that does not fit. */
export function documentOf(type: string, body: string): SavedDocument {
  if (type === REPORT) {
    const report = ReportDocument.safeParse(json(body))
    if (report.success) return { kind: 'report', report: report.data }
  }
  if (type === SOCIAL) {
    const social = SocialDocument.safeParse(json(body))
    if (social.success) return { kind: 'social', social: social.data }
  }
  return { kind: 'text', text: body }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Somebody saved text under this type through the API: it is shown as the text it is.
    return undefined
  }
}
