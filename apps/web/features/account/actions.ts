'use server'
import { auth } from '@banyan/auth/contract'
import { settle } from 'banyan/contract'
import { redirect } from 'next/navigation'
import type * as z from 'zod'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import { failureView } from '../../lib/failure-view.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { safeNext } from '../../lib/route.ts'
import { dropTokens, keepTokens } from '../../lib/session/sign-in.ts'
import type { TokenPair } from '../../lib/session/tokens.ts'

/** Creates an account and signs in. */
export async function signUp(_: FormState, form: FormData): Promise<FormState> {
  return enter(form, auth.members.register.input, (input) => api.auth.register(input))
}

/** Signs in with e-mail and password. */
export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  return enter(form, auth.members.login.input, (input) => api.auth.login(input))
}

/** Ends the session here and at the auth service. Leaves even when that cannot be asked: the tokens are gone from here. */
export async function signOut(): Promise<void> {
  await settle(api.auth.logout({}))
  await dropTokens()
  redirect('/')
}

async function enter<Schema extends z.ZodType>(
  form: FormData,
  schema: Schema,
  call: (input: z.output<Schema>) => Promise<TokenPair>,
): Promise<FormState> {
  const { password: _password, next, ...values } = textsOf(form)
  const input = checked(schema, Object.fromEntries(form))
  if (!input.ok) return { failure: input.failure, values }
  const answer = await settle(call(input.value))
  if (!answer.ok) return { failure: failureView(answer.error), values }
  await keepTokens(answer.value)
  redirect(safeNext(next))
}
