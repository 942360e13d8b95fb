import * as z from 'zod'
import { ProfileChange } from './agent-profile.ts'
import { body, title, type } from './entry.ts'
import { description, projectName } from './project.ts'
import { time, UUID } from './texts.ts'
import { lesson } from './training.ts'

const uuid = z.string().regex(UUID, 'This is no id').toLowerCase()
/** Times that a clock of ours can have shown. */
const past = time.refine((at) => Date.parse(at) >= 0 && Date.parse(at) < Date.UTC(2100, 0), 'This time cannot be right')
const version = z.int().min(1).max(2_000_000_000)

/** One entry in an export, with what it was before. */
export const ExportedEntry = z.object({
  id: uuid,
  type,
  title,
  body,
  projectId: uuid.nullable().default(null),
  version,
  createdAt: past,
  updatedAt: past,
  versions: z
    .array(z.object({ version, title, body, project: projectName.nullable(), at: past, until: past }))
    .max(200)
    .default([])
    .refine((all) => new Set(all.map(({ version }) => version)).size === all.length, 'A version stands there twice'),
})
export type ExportedEntry = z.infer<typeof ExportedEntry>

export const ExportedProject = z.object({
  id: uuid,
  name: projectName,
  description: description.default(''),
  createdAt: past,
  updatedAt: past,
})
export type ExportedProject = z.infer<typeof ExportedProject>

export const ExportedProfile = ProfileChange
export const ExportedLesson = z.object({ lesson, done: z.boolean(), at: past })
export type ExportedLesson = z.infer<typeof ExportedLesson>

/** The name and the number of an export's form. */
export const FORMAT = 'banyan-content'
export const FORMAT_VERSION = 1

export const Imported = z
  .object({
    kind: z.enum(['entry', 'project', 'agent-profile', 'training', 'markdown']),
    /** Its id, file name or lesson. */
    id: z.string(),
    title: z.string(),
    /** `kept`: something else stands there already, and was not touched. */
    outcome: z.enum(['created', 'unchanged', 'restored', 'replaced', 'kept', 'invalid']),
    message: z.string().optional(),
  })
  .meta({ id: 'Imported' })
export type Imported = z.infer<typeof Imported>
