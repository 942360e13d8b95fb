import { asFailure, type Failure, settle } from 'banyan/contract'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type FailureView, failureView } from '../failure-view.ts'
import { signInRoute } from '../route.ts'

export type Loaded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FailureView }

/**
 * The answer to a call, or the failure to show. When the session has ended, the reader is sent to sign in and comes back
 * to `path` afterwards; an action leaves it out, then it is the page that the action was called from.
 */
export async function load<T>(call: Promise<T>, path?: string): Promise<Loaded<T>> {
  const answer = await settle(call)
  if (answer.ok) return answer
  await leaveWhenSignedOut(answer.error, path)
  return { ok: false, failure: failureView(asFailure(answer.error)) }
}

async function leaveWhenSignedOut(error: Failure, path: string | undefined): Promise<void> {
  if (error.kind === 'unauthenticated') redirect(signInRoute(path ?? (await callingPage()), true))
}

/** The page that a server action was called from. */
async function callingPage(): Promise<string> {
  const referer = (await headers()).get('referer')
  if (!referer) return '/home'
  const { pathname, search } = new URL(referer)
  return pathname + search
}
