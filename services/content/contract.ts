import { command, conflict, contract, event, file, job, notFound, preconditionFailed, query } from 'banyan/contract'
import * as z from 'zod'
import { AgentProfile, ProfileChange } from './contract/agent-profile.ts'
import { body, etag, Saved, SavedSummary, SavedVersion, title, type, WholeVersion } from './contract/entry.ts'
import { FORMAT, FORMAT_VERSION, Imported } from './contract/exported.ts'
import { description, Project, projectName } from './contract/project.ts'
import { cursor, id, ifMatch, text, time } from './contract/texts.ts'
import { lesson, Training } from './contract/training.ts'

export { AgentProfile, Review } from './contract/agent-profile.ts'
export { Saved, SavedSummary, SavedVersion, WholeVersion } from './contract/entry.ts'
export { Imported } from './contract/exported.ts'
export { Project } from './contract/project.ts'
export { Training } from './contract/training.ts'

const errors = { noSuchContent: notFound('There is no such content') }
const noSuchVersion = { noSuchVersion: notFound('There is no such version any more') }
const noSuchProject = { noSuchProject: notFound('There is no such project') }
const projectExists = { projectExists: conflict('There is a project of this name already') }
const changed = { changedMeanwhile: preconditionFailed('It was changed in the meantime: load it again') }

/** Of a file's things: one that is wrong is told, and the others are taken nevertheless. */
const things = z.array(z.unknown())

export const content = contract('content', {
  save: command({
    http: 'POST /content/saved',
    auth: 'user',
    summary: 'Save something to my library; a project named here is made where there is none',
    status: 201,
    input: z.object({ type, title, body, projectId: id.optional(), project: projectName.optional() }),
    output: Saved,
    etag,
  }),
  list: query({
    http: 'GET /content/saved',
    auth: 'user',
    summary: 'My library, newest first',
    input: z.object({
      type: type.optional(),
      projectId: id.optional(),
      project: projectName.optional(),
      q: text.trim().max(200).optional(),
      sort: z.enum(['newest', 'changed', 'title']).default('newest'),
      /** What was deleted within the last thirty days, instead of what is there. */
      deleted: z.boolean().default(false),
      limit: z.int().min(1).max(100).default(20),
      cursor,
    }),
    output: z.object({ items: z.array(SavedSummary), nextCursor: z.string().nullable() }),
  }),
  get: query({
    http: 'GET /content/saved/{id}',
    auth: 'user',
    summary: 'One entry of my library',
    input: z.object({ id }),
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
      id,
      title: title.optional(),
      body: body.optional(),
      projectId: id.nullable().optional(),
      project: projectName.nullable().optional(),
      /** Saved by itself while somebody writes: of several such changes within ten minutes one is kept as a version. */
      autosave: z.boolean().optional(),
      ifMatch,
    }),
    output: Saved,
    errors: { ...errors, ...changed },
    etag,
  }),
  remove: command({
    http: 'DELETE /content/saved/{id}',
    auth: 'user',
    summary: 'Delete an entry; it can be brought back for thirty days',
    status: 204,
    headers: { ifMatch: 'if-match' },
    input: z.object({ id, ifMatch }),
    output: z.void(),
    errors: { ...errors, ...changed },
  }),
  undelete: command({
    http: 'POST /content/saved/{id}/undelete',
    auth: 'user',
    summary: 'Bring a deleted entry back',
    idempotent: true,
    input: z.object({ id }),
    output: Saved,
    errors,
    etag,
  }),
  versions: query({
    http: 'GET /content/saved/{id}/versions',
    auth: 'user',
    summary: 'What an entry was, newest first, beginning with what it is',
    input: z.object({ id }),
    output: z.object({ items: z.array(SavedVersion) }),
    errors,
  }),
  version: query({
    http: 'GET /content/saved/{id}/versions/{version}',
    auth: 'user',
    summary: 'An entry as it was',
    input: z.object({ id, version: z.int().min(1).max(2_000_000_000) }),
    output: WholeVersion,
    errors: { ...errors, ...noSuchVersion },
  }),
  restore: command({
    http: 'POST /content/saved/{id}/restore',
    auth: 'user',
    summary: 'Make title and body of an earlier version the newest one',
    headers: { ifMatch: 'if-match' },
    input: z.object({ id, version: z.int().min(1).max(2_000_000_000), ifMatch }),
    output: Saved,
    errors: { ...errors, ...noSuchVersion, ...changed },
    etag,
  }),
  exportEntry: query({
    http: 'GET /content/saved/{id}/export',
    auth: 'user',
    summary: 'An entry as a file to read elsewhere',
    input: z.object({ id, format: z.enum(['markdown', 'html', 'pdf']).default('markdown') }),
    output: file('text/markdown', 'text/html', 'application/pdf'),
    errors,
    deadline: '30s',
    concurrency: { running: 2, waiting: 16, patience: '10s' },
  }),
  exportAll: query({
    http: 'GET /content/export',
    auth: 'user',
    summary: 'EveryThing I have, as one file; a large library as several, of which each names the next',
    input: z.object({ cursor }),
    output: file('application/json'),
    deadline: '30s',
    concurrency: { running: 2, waiting: 8, patience: '10s' },
  }),
  importAll: command({
    http: 'POST /content/import',
    auth: 'user',
    summary: 'Take in what an export has, or Markdown files; what is there already stays',
    idempotent: true,
    // Done in several transactions, whose answers are none of the whole.
    unrecorded: true,
    deadline: '60s',
    bodyLimit: 33_554_432,
    concurrency: { running: 2, waiting: 4, patience: '10s' },
    input: z.object({
      format: z.literal(FORMAT, 'This is no export of a library').optional(),
      version: z.literal(FORMAT_VERSION, 'This file is in a form that is not known here').optional(),
      projects: things.max(1000, 'At most 1000 projects fit into one import').optional(),
      entries: things.max(5000, 'At most 5000 entries fit into one import').optional(),
      agentProfile: z.unknown().optional(),
      training: things.max(1000, 'At most 1000 lessons fit into one import').optional(),
      markdown: z
        .array(z.object({ name: text.trim().min(1).max(300), text: body }))
        .max(500, 'At most 500 files fit into one import')
        .optional(),
      /** What becomes of an entry that differs from the one that is here. `replace` keeps that one as a version. */
      conflicts: z.enum(['keep', 'replace']).default('keep'),
    }),
    output: z.object({ items: z.array(Imported) }),
  }),

  projects: query({
    http: 'GET /content/projects',
    auth: 'user',
    summary: 'My projects, by name',
    input: z.object({ limit: z.int().min(1).max(200).default(100), cursor }),
    output: z.object({ items: z.array(Project), nextCursor: z.string().nullable() }),
  }),
  project: query({
    http: 'GET /content/projects/{id}',
    auth: 'user',
    summary: 'One of my projects',
    input: z.object({ id }),
    output: Project,
    errors: noSuchProject,
  }),
  createProject: command({
    http: 'POST /content/projects',
    auth: 'user',
    summary: 'Begin a project',
    status: 201,
    input: z.object({ name: projectName, description: description.default('') }),
    output: Project,
    errors: projectExists,
  }),
  updateProject: command({
    http: 'PUT /content/projects/{id}',
    auth: 'user',
    summary: 'Change a project; what is left out stays',
    idempotent: true,
    input: z.object({ id, name: projectName.optional(), description: description.optional() }),
    output: Project,
    errors: { ...noSuchProject, ...projectExists },
  }),
  removeProject: command({
    http: 'DELETE /content/projects/{id}',
    auth: 'user',
    summary: 'Delete a project; its entries stay, without one',
    status: 204,
    input: z.object({ id }),
    output: z.void(),
    errors: noSuchProject,
  }),

  agentProfile: query({
    http: 'GET /content/agent-profile',
    auth: 'user',
    summary: 'What I say about me and my business',
    input: z.object({}),
    output: AgentProfile,
    etag: ({ version }) => String(version),
  }),
  updateAgentProfile: command({
    http: 'PUT /content/agent-profile',
    auth: 'user',
    summary: 'Change it; what is left out stays. With If-Match only if nobody else did',
    headers: { ifMatch: 'if-match' },
    input: ProfileChange.extend({ ifMatch }),
    output: AgentProfile,
    errors: changed,
    etag: ({ version }) => String(version),
  }),
  training: query({
    http: 'GET /content/training',
    auth: 'user',
    summary: 'The lessons that I have begun or done',
    input: z.object({}),
    output: z.object({ lessons: z.array(Training) }),
  }),
  train: command({
    http: 'PUT /content/training/{lesson}',
    auth: 'user',
    summary: 'Mark a lesson as done, or as not done',
    idempotent: true,
    input: z.object({ lesson, done: z.boolean() }),
    output: Training,
  }),

  /** Ends what was deleted more than thirty days ago. */
  purge: job({ auth: 'service', input: z.object({}), output: z.object({ entries: z.int() }), deadline: '10m' }),

  saved: event(
    'content.saved',
    z.object({ userId: z.string(), id: z.string(), type: z.string(), title: z.string(), version: z.int(), at: time }),
    { subject: ({ id }) => id },
  ),
  removed: event('content.removed', z.object({ userId: z.string(), id: z.string(), type: z.string(), at: time }), {
    subject: ({ id }) => id,
  }),
})
