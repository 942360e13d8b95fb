import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { textOf } from './body.ts'
import type { Account } from './configuration.ts'
import { consentPage, loginPage } from './pages.ts'

/** Answers the pages on which a person signs in and allows access. */
export async function interact(
  provider: Provider,
  accounts: readonly Account[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
  const client = String(params.client_id)
  const show = (html: string) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  const scopes = String(params.scope ?? '').split(' ')
  const asksWho = prompt.name === 'login'
  if (request.method !== 'POST')
    return void show(asksWho ? loginPage(false) : consentPage(client, session?.accountId ?? '', scopes))

  const form = new URLSearchParams(await textOf(request))
  if (form.get('step') === 'decline')
    return provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'The person declined',
    })
  if (asksWho) {
    const account = accounts.find(({ email }) => email === form.get('email'))
    if (account?.password !== form.get('password')) return void show(loginPage(true))
    return provider.interactionFinished(request, response, { login: { accountId: account.email } })
  }
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId)
  const grant = known ?? new provider.Grant({ accountId: session?.accountId ?? '', clientId: client })
  grant.addOIDCScope(scopes.join(' '))
  const consent = { grantId: await grant.save() }
  await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
}
