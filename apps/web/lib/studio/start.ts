import type { Saved, SavedSummary } from '@banyan/content/contract'
import { asFailure, type Failure } from 'banyan/contract'
import type { FailureView } from '../failure-view.ts'
import { onceFor } from '../jobs/once-for.ts'
import { readable } from '../library/readable.ts'
import type { Ask } from '../orchestrate.ts'
import { runsOf } from './input.ts'
import type { StudioKind } from './kinds.ts'
import { introduction } from './prefill.ts'
import { type Services, submit } from './runs.ts'

/** What a form of the studio asks for. */
export interface Order {
  readonly kind: StudioKind
  /** The form as it was sent. */
  readonly values: Readonly<Record<string, string>>
  /** An entry of the library whose text goes along, where facts are taken. */
  readonly from?: string | undefined
  /** Of the form: sent twice, it begins its runs once. */
  readonly nonce: string | undefined
}

export type Started =
  | { readonly state: 'started'; readonly jobs: readonly string[] }
  /** The form was not in order. Nothing was begun. */
  | { readonly state: 'refused'; readonly failure: FailureView }
  /** The AI service does not answer, `without` says how: what there is of this kind from before. Nothing was begun. */
  | { readonly state: 'down'; readonly earlier: readonly SavedSummary[] }

/** Characters of facts that go along; the contracts take 8000. */
const MOST = 7900

/**
 * Begins what a form asks for: what goes along is asked for at once, then all runs are begun at once. Runs that could not be begun are named in the answer's `without`; when
 * none could because the AI service is down, it gives what the library has of this kind.
 */
export async function start(ask: Ask, services: Services, { kind, values, from, nonce }: Order): Promise<Started> {
  // Looked at first: what is wrong with a form is told without asking anybody.
  const form = runsOf(kind.key, values, values.context ?? '')
  if (!form.ok) return { state: 'refused', failure: form.failure }
  const [source, profile] = await Promise.all([
    from ? ask('the text it is written from', () => services.content.get({ id: from })) : undefined,
    values.signed === undefined
      ? undefined
      : ask(
          'your profile',
          () => services.content.agentProfile({}),
          () => undefined,
        ),
  ])
  const facts = [values.context?.trim(), profile && introduction(profile), source && textOf(source)]
  const whole = runsOf(kind.key, values, facts.filter(Boolean).join('\n\n').slice(0, MOST))
  if (!whole.ok) return { state: 'refused', failure: whole.failure }

  const runs = whole.value
  const failures: (Failure | undefined)[] = []
  const begun = await Promise.all(
    runs.map((run, at) =>
      ask(
        runs.length === 1 ? 'the AI service' : `run ${at + 1} of ${runs.length}`,
        () => submit(services, run, onceFor(nonce && `${nonce}:${at}`, run.input)),
        (failure) => {
          failures[at] = failure
          return undefined
        },
      ),
    ),
  )
  const jobs = begun.filter((id) => id !== undefined)
  if (jobs.length > 0) return { state: 'started', jobs }
  const reason = failures.find((failure) => failure !== undefined) ?? asFailure(undefined)
  if (!isDown(reason)) throw reason
  return { state: 'down', earlier: await earlierOf(ask, services, kind, 3) }
}

/** What the library has of a kind, newest first; nothing where it does not answer. */
export async function earlierOf(ask: Ask, services: Services, { makes }: StudioKind, limit: number) {
  const pages = await Promise.all(
    makes.map(({ type }) =>
      ask(
        'your earlier content',
        () => services.content.list({ type, limit }),
        () => ({ items: [] as SavedSummary[] }),
      ),
    ),
  )
  return pages
    .flatMap(({ items }) => items)
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
    .slice(0, limit)
}

const textOf = ({ type, title, body }: Saved): string => readable(type, title, body)

/** Nobody could be asked, or whoever was asked could not answer: the others may still work. */
const isDown = ({ status }: Failure): boolean => status >= 502 && status <= 504
