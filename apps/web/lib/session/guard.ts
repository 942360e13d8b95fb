import { asFailure, settle } from 'banyan/contract'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type FailureView, failureView } from '../failure-view.ts'
import { type Answer, type Ask, orchestrate, type Visit } from '../orchestrate.ts'
import { signInRoute } from '../route.ts'
import { ACCESS_COOKIE } from './tokens.ts'
import { visitOf } from './visit.ts'

export type Loaded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FailureView }

/**
 * The answer to a call, or the failure to show. When the session has ended, the reader is sent to sign in and comes back
 * to `path` afterwards; an action leaves it out, then it is the page that the action was called from.
 */
export async function load<T>(call: Promise<T>, path?: string): Promise<Loaded<T>> {
  const answer = await settle(call)
  if (answer.ok) return answer
  if (answer.error.kind === 'unauthenticated') await leave(path)
  return { ok: false, failure: failureView(asFailure(answer.error), await requestId()) }
}

/** The same for what takes several services: `orchestrate` for the current request. */
export async function loadAll<T>(work: (ask: Ask) => Promise<T>, path?: string): Promise<Answer<T>> {
  const answer = await orchestrate(await visit(), work)
  if (!answer.ok && answer.failure.code === 'unauthenticated') await leave(path)
  return answer
}

async function visit(): Promise<Visit> {
  return visitOf((await cookies()).get(ACCESS_COOKIE)?.value, Date.now(), await requestId())
}

const requestId = async (): Promise<string> => (await headers()).get('x-request-id') ?? ''

async function leave(path: string | undefined): Promise<never> {
  redirect(signInRoute(path ?? (await callingPage()), true))
}

/** The page that a server action was called from. */
async function callingPage(): Promise<string> {
  const referer = (await headers()).get('referer')
  if (!referer) return '/home'
  const { pathname, search } = new URL(referer)
  return pathname + search
}
