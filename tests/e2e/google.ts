import { once } from 'node:events'
import { createServer } from 'node:http'
import type { OidcProvider } from 'banyan/testing/oidc/server'
import type { Page } from 'playwright-core'

/** The part of Google's API that has reviews. It asks the provider whether a token is good. */
export interface FakeGoogle extends AsyncDisposable {
  readonly url: string
  /** What was asked for, and with what success. */
  readonly answers: readonly { readonly path: string; readonly status: number }[]
  /** Refuses the next token, however good it is. */
  refuse(): void
}

export async function startFakeGoogle(oidc: OidcProvider, comments: readonly string[]): Promise<FakeGoogle> {
  const answers: { path: string; status: number }[] = []
  let refusing = false
  const server = createServer((request, response) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    oidc.accepts(token).then(
      (good) => {
        const path = new URL(request.url ?? '/', 'http://google.invalid').pathname
        const status = !good || refusing ? 401 : path === '/v4/accounts/1/locations/2/reviews' ? 200 : 404
        refusing = false
        answers.push({ path, status })
        response.writeHead(status, { 'content-type': 'application/json' })
        const reviews = comments.map((comment) => ({ starRating: 'FIVE', comment }))
        response.end(JSON.stringify(status === 200 ? { reviews } : { error: { code: status } }))
      },
      () => response.destroy(),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    answers,
    refuse: () => {
      refusing = true
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The settings of an app that knows this provider as Google Business. */
export const asGoogle = ({ issuer, client }: OidcProvider): Record<string, string> => ({
  OAUTH_GOOGLE_BUSINESS_ISSUER: issuer,
  OAUTH_GOOGLE_BUSINESS_CLIENT_ID: client.id,
  OAUTH_GOOGLE_BUSINESS_CLIENT_SECRET: client.secret,
})

/** Goes from the page of integrations to the provider, signs in there and says yes or no. */
export async function connectGoogle(page: Page, answer: 'Allow' | 'Decline' = 'Allow'): Promise<void> {
  await page.getByRole('button', { name: /^(Connect|Reconnect) Google Business$/ }).click()
  await page.getByRole('heading', { name: /^(Sign in|Allow access)$/ }).waitFor()
  if (await page.getByLabel('Password').isVisible()) {
    await page.getByLabel('E-mail').fill('ann@example.org')
    await page.getByLabel('Password').fill('password')
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await page.getByRole('button', { name: answer }).click()
}
