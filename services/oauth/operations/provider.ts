import type { Operations } from 'banyan/contract'
import type { Context } from 'banyan/service'
import type { oauth } from '../contract.ts'
import type { Provider } from '../providers/provider.ts'
import type { Oauth } from '../shape.ts'

type WithProvider = Operations<typeof oauth>['authorize' | 'exchange' | 'token' | 'refresh']

/** The provider of this name; `noSuchProvider` or `notConfigured` where this server has none. */
export function providerOf(name: string, { fail, resources }: Context<Oauth, WithProvider>): Provider {
  const provider = resources.providers.get(name)
  if (provider) return provider
  const settings = resources.known.find((settings) => settings.name === name)
  if (!settings) throw fail.noSuchProvider()
  throw fail.notConfigured(`${settings.title} is not set up on this server: OAUTH_${name}_CLIENT_ID is missing.`)
}
