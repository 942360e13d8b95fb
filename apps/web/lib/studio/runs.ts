import { ai } from '@banyan/ai/contract'
import type { CallOptions } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import type * as z from 'zod'
import type { connect } from '../connect.ts'
import { type ContentJobKind, isContentJob } from '../content/from-job.ts'

/** What the studio asks of the services. */
export type Services = Pick<ReturnType<typeof connect>, 'ai' | 'content' | 'jobs'>

/** The kinds of jobs that can be begun, and begun again, by what they were given. */
export type RunKind = ContentJobKind | typeof POSTS

const POSTS = 'ai.generateSocialMediaPost'

const isRun = (kind: string): kind is RunKind => kind === POSTS || isContentJob(kind)

/** One generation, as its contract wants it. */
export interface Run {
  readonly kind: RunKind
  readonly input: Readonly<Record<string, unknown>>
}

type Member = RunKind extends `ai.${infer Name}` ? Name : never

const memberOf = (kind: RunKind): Member => kind.slice('ai.'.length) as Member

/** What a kind of job takes. */
export const inputOf = (kind: RunKind): z.ZodType<Run['input']> => ai.members[memberOf(kind)].input

/** The run that a job was. Throws for a job of another kind, or whose input this release does not know. */
export function runOf({ kind, input }: Pick<Job, 'kind' | 'input'>): Run {
  if (!isRun(kind)) throw new TypeError(`a job of kind ${kind} cannot be begun again`)
  return { kind, input: inputOf(kind).parse(input) }
}

/** Submits a run; resolves to the id of its job. */
export async function submit(services: Services, { kind, input }: Run, options: CallOptions): Promise<string> {
  const start: (input: never, options: CallOptions) => Promise<{ job_id: string }> = services.ai[memberOf(kind)]
  // Parsed by the schema of this very operation.
  const { job_id } = await start(inputOf(kind).parse(input) as never, options)
  return job_id
}

/** The tone in which a job writes, where its kind has one. */
export function toneOf({ input }: Pick<Job, 'input'>): string | undefined {
  if (typeof input !== 'object' || input === null || !('tone' in input)) return undefined
  return typeof input.tone === 'string' ? input.tone : undefined
}
