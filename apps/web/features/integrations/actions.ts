'use server'
import { oauth } from '@banyan/oauth/contract'
import { failure } from 'banyan/contract'
import { revalidatePath } from 'next/cache'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import type { FormState } from '../../lib/form-state.ts'
import { forgetAccess, GOOGLE_BUSINESS } from '../../lib/google-business/access.ts'
import { loadAll } from '../../lib/session/guard.ts'
import { ACCESS_COOKIE, subjectOf } from '../../lib/session/tokens.ts'
import { callbackOf, STATE_COOKIE } from './callback.ts'

/** Seconds that a person may take at the provider; the service allows as many. */
const LIFETIME = 600

/** Sends the reader to a provider, to allow access. The browser keeps the state, so that only it can come back with it. */
export async function connect(provider: string, _: FormState): Promise<FormState> {
  const given = await headers()
  const input = checked(oauth.members.authorize.input, { provider, redirectUri: callbackOf(given, provider) })
  if (!input.ok) return { failure: input.failure }
  const begun = await loadAll((ask) => ask('the provider', () => api.oauth.authorize(input.value)))
  if (!begun.ok) return { failure: begun.failure }
  const { url, state } = begun.value
  const jar = await cookies()
  jar.set(STATE_COOKIE, `${input.value.provider}.${state}`, {
    httpOnly: true,
    sameSite: 'lax',
    secure: given.get('x-forwarded-proto') === 'https',
    path: '/integrations',
    maxAge: LIFETIME,
  })
  // The provider's own page; the service made the address.
  redirect(url as never)
}

export interface Returned {
  readonly provider: string
  readonly code: string
  readonly state: string
  readonly iss: string
}

/** Ends what `connect` began: trades the code for tokens, if this browser began it. */
export async function finish({ provider, code, state, iss }: Returned, _: FormState): Promise<FormState> {
  const jar = await cookies()
  const begun = jar.get(STATE_COOKIE)?.value
  jar.delete({ name: STATE_COOKIE, path: '/integrations' })
  const redirectUri = callbackOf(await headers(), provider)
  const input = checked(oauth.members.exchange.input, { provider, code, state, redirectUri, ...(iss && { iss }) })
  if (!input.ok) return { failure: input.failure }
  const answer = await loadAll(async (ask) => {
    if (begun === undefined || begun !== `${provider}.${state}`)
      throw failure('invalid', 'This was not begun in this browser, or it took too long.')
    return ask('the provider', () => api.oauth.exchange(input.value))
  })
  if (!answer.ok) return { failure: answer.failure }
  redirect(`/integrations?connected=${encodeURIComponent(input.value.provider)}`)
}

/** Renews the access before its time. */
export async function renew(provider: string): Promise<FailureView | undefined> {
  const input = checked(oauth.members.refresh.input, { provider })
  if (!input.ok) return input.failure
  const answer = await loadAll((ask) => ask('the provider', () => api.oauth.refresh(input.value)))
  revalidatePath('/integrations')
  return answer.ok ? undefined : answer.failure
}

/** Deletes the tokens, here and at the provider. */
export async function disconnect(provider: string): Promise<FailureView | undefined> {
  const userId = subjectOf((await cookies()).get(ACCESS_COOKIE)?.value) ?? ''
  const input = checked(oauth.members.revoke.input, { provider, userId })
  if (!input.ok) return input.failure
  const answer = await loadAll((ask) => ask('the account', () => api.oauth.revoke(input.value)))
  if (input.value.provider === GOOGLE_BUSINESS) forgetAccess(userId)
  revalidatePath('/integrations')
  return answer.ok ? undefined : answer.failure
}
