import { command, contract, notFound, preconditionFailed, query } from 'banyan/contract'
import * as z from 'zod'

/** Open on purpose: each product names its own kinds of content. */
const type = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'Use lower-case words joined by hyphens, e.g. blog-post')
/** PostgreSQL keeps any text but one with a null character. */
const text = z.string().regex(/^[^\0]*$/, 'Leave out the null character')
const title = text.trim().min(1, 'Give it a title').max(300)
/** Markdown or JSON text. */
const body = text.max(500_000)
const project = text.trim().min(1).max(120)

export const Saved = z
  .object({
    id: z.string(),
    type: z.string(),
    title: z.string(),
    body: z.string(),
    project: z.string().nullable(),
    /** Counts the changes; its entity tag is the same. */
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Saved' })
export type Saved = z.infer<typeof Saved>

export const SavedSummary = Saved.omit({ body: true }).extend({ excerpt: z.string() }).meta({ id: 'SavedSummary' })
export type SavedSummary = z.infer<typeof SavedSummary>

const errors = { noSuchContent: notFound('There is no such content') }
const changed = { changedMeanwhile: preconditionFailed('It was changed in the meantime: load it again') }
const ifMatch = z.string().max(1000).optional()
const etag = (saved: Saved) => String(saved.version)

export const content = contract('content', {
  save: command({
    http: 'POST /content/saved',
    auth: 'user',
    summary: 'Save something to my library',
    status: 201,
    input: z.object({ type, title, body, project: project.optional() }),
    output: Saved,
    etag,
  }),
  list: query({
    http: 'GET /content/saved',
    auth: 'user',
    summary: 'My library, newest first',
    input: z.object({
      type: type.optional(),
      q: text.trim().max(200).optional(),
      limit: z.int().min(1).max(100).default(20),
      cursor: z.string().max(200).optional(),
    }),
    output: z.object({ items: z.array(SavedSummary), nextCursor: z.string().nullable() }),
  }),
  get: query({
    http: 'GET /content/saved/{id}',
    auth: 'user',
    summary: 'One entry of my library',
    input: z.object({ id: z.string().max(100) }),
    output: Saved,
    errors,
    etag,
  }),
  update: command({
    http: 'PUT /content/saved/{id}',
    auth: 'user',
    summary: 'Change an entry; with If-Match only if nobody else did',
    headers: { ifMatch: 'if-match' },
    input: z.object({
      id: z.string().max(100),
      title: title.optional(),
      body: body.optional(),
      project: project.nullable().optional(),
      ifMatch,
    }),
    output: Saved,
    errors: { ...errors, ...changed },
    etag,
  }),
  remove: command({
    http: 'DELETE /content/saved/{id}',
    auth: 'user',
    summary: 'Delete an entry',
    status: 204,
    headers: { ifMatch: 'if-match' },
    input: z.object({ id: z.string().max(100), ifMatch }),
    output: z.void(),
    errors: { ...errors, ...changed },
  }),
})
