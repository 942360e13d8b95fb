import * as z from 'zod'
import { text, time } from './texts.ts'

/** Open on purpose: each product names its own kinds of content. */
export const type = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'Use lower-case words joined by hyphens, e.g. blog-post')
export const title = text.trim().min(1, 'Give it a title').max(300)
/** Markdown or JSON text. */
export const body = text.max(500_000)

export const Saved = z
  .object({
    id: z.string(),
    type: z.string(),
    title: z.string(),
    body: z.string(),
    projectId: z.string().nullable(),
    /** The project's name. */
    project: z.string().nullable(),
    /** Counts the changes; its entity tag begins with it. */
    version: z.int(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Saved' })
export type Saved = z.infer<typeof Saved>

export const SavedSummary = Saved.omit({ body: true })
  .extend({
    excerpt: z.string(),
    /** Only of what was deleted, which is kept for thirty days. */
    deletedAt: time.optional(),
  })
  .meta({ id: 'SavedSummary' })
export type SavedSummary = z.infer<typeof SavedSummary>

/** An entry as it was after one of its changes. */
export const SavedVersion = z
  .object({
    version: z.int(),
    title: z.string(),
    excerpt: z.string(),
    /** The name that its project had. */
    project: z.string().nullable(),
    /** When it came to be. */
    at: time,
    /** The one that stands now. */
    current: z.boolean(),
  })
  .meta({ id: 'SavedVersion' })
export type SavedVersion = z.infer<typeof SavedVersion>

export const WholeVersion = SavedVersion.extend({ body: z.string() }).meta({ id: 'WholeVersion' })
export type WholeVersion = z.infer<typeof WholeVersion>

/** The version, and what stands beside it: a project may be renamed without its entries being changed. */
export const etag = ({ version, project }: Saved): string =>
  project === null ? String(version) : `${version}-${mark(project)}`

/** A short mark of a text (FNV-1a). */
function mark(of: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < of.length; at++) hash = Math.imul(hash ^ of.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}
