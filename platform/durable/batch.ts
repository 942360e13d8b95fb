import type { Random } from '../clock/index.ts'
import { failure, type Issue, type Job, type Operation } from '../contract/index.ts'
import type { Caller } from '../service/caller.ts'
import type { Frame } from '../service/frame.ts'
import type { Engine } from './engine.ts'
import { policyOf } from './policy.ts'
import type { JobPolicy, Submission } from './types.ts'

/** An operation as the runtime knows it, in whatever process its service runs. */
export interface KnownOperation {
  readonly service: string
  readonly name: string
  readonly operation: Operation
}

/** Finds an operation by its id, e.g. `ai.runResearchAgent`. */
export type Lookup = (kind: string) => KnownOperation | undefined

export interface BatchItem {
  readonly kind: string
  readonly input: Readonly<Record<string, unknown>>
}

/**
 * Submits jobs together: all are accepted, or none. Each is checked as if it had been sent alone. With an idempotency
 * key each job has a key of its own, so that a repetition gives the same jobs and the same batch.
 */
export async function submitBatch(
  engine: Pick<Engine, 'submitMany'>,
  lookup: Lookup,
  { caller, trace, requestId, idempotencyKey }: Pick<Frame, 'caller' | 'trace' | 'requestId' | 'idempotencyKey'>,
  random: Pick<Random, 'id'>,
  items: readonly BatchItem[],
): Promise<{ batch_id: string; job_ids: string[]; status: 'pending' }> {
  const batch = random.id()
  const issues: Issue[] = []
  const submissions: { submission: Submission; policy: JobPolicy }[] = []
  for (const [at, { kind, input }] of items.entries()) {
    const { service = '', name = '', operation } = lookup(kind) ?? {}
    // What only services may call is not there for anybody else.
    if (operation?.kind !== 'job' || operation.auth === 'service') {
      issues.push({ path: ['items', at, 'kind'], message: `There is no job "${kind}"` })
      continue
    }
    refuse(operation, kind, caller)
    const parsed = operation.input.safeParse(input)
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        issues.push({ path: ['items', at, 'input', ...path.map(plain)], message })
      continue
    }
    const key = idempotencyKey === undefined ? undefined : `${idempotencyKey}#${at}`
    submissions.push({
      submission: { service, name, caller, input: parsed.data, trace, requestId, batch, idempotencyKey: key },
      policy: policyOf(operation),
    })
  }
  if (issues.length > 0) throw failure('invalid', { issues })
  const jobs = await engine.submitMany(submissions)
  return { batch_id: jobs[0]?.batch ?? batch, job_ids: jobs.map(({ id }) => id), status: 'pending' }
}

/** As the operation itself would. Throws a `Failure`. */
function refuse({ auth }: Job, kind: string, { user }: Caller): void {
  if (auth === 'public') return
  if (!user) throw failure('unauthenticated')
  if (typeof auth === 'object' && !user.roles.includes(auth.role)) throw failure('forbidden', `${kind} is not for you.`)
}

const plain = (part: PropertyKey): string | number => (typeof part === 'symbol' ? String(part) : part)
