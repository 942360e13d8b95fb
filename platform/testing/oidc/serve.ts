/**
 * The provider by hand:
 *
 *     node platform/testing/oidc/serve.ts --port 4020 --access-token 60
 *     OAUTH_GOOGLE_BUSINESS_ISSUER=http://127.0.0.1:4020 OAUTH_GOOGLE_BUSINESS_CLIENT_ID=banyan \
 *       OAUTH_GOOGLE_BUSINESS_CLIENT_SECRET=not-a-secret npm start
 */
import { parseArgs } from 'node:util'
import { startOidcProvider } from './server.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4020' }, 'access-token': { type: 'string', default: '3600' } },
})
const { issuer, accounts } = await startOidcProvider({
  port: Number(values.port),
  accessToken: Number(values['access-token']),
})
const people = accounts.map(({ email, password }) => `${email} (${password})`).join(', ')
process.stdout.write(`an OpenID provider on ${issuer}, for ${people}\n`)
