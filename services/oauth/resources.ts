import { loadOrCreateSecret } from 'banyan/identity'
import { kmsOf } from './config.ts'
import { Renewals } from './connections/renewals.ts'
import { createProvider, type Provider } from './providers/provider.ts'
import type { ProviderSettings } from './providers/settings.ts'
import type { Ground } from './shape.ts'
import { kmsKeyring } from './vault/kms-keyring.ts'
import { localKeyring } from './vault/local-keyring.ts'
import { createVault, type Vault } from './vault/vault.ts'

/** What lives as long as the process. */
export interface Resources {
  /** In the order in which they are shown. */
  readonly known: readonly ProviderSettings[]
  /** Those that this server is a client of, by name. */
  readonly providers: ReadonlyMap<string, Provider>
  readonly vault: Vault
  readonly renewals: Renewals
}

export async function openResources(ctx: Ground): Promise<Resources> {
  const { config, random } = ctx
  const known = config.OAUTH_PROVIDERS
  const providers = new Map(
    known.flatMap((settings) => {
      const { name, client } = settings
      return client ? [[name, createProvider(settings, client, ctx, config.OAUTH_TIMEOUT)] as const] : []
    }),
  )
  const secret = config.OAUTH_SECRET ?? (await loadOrCreateSecret(config.BANYAN_DATA, 'oauth-secret', random))
  const local = localKeyring(ctx, { secret, previous: config.OAUTH_SECRET_PREVIOUS })
  const kms = kmsOf(config)
  const vault = createVault(kms ? [kmsKeyring(kms, ctx), local] : [local], random)
  return { known, providers, vault, renewals: new Renewals(ctx, vault, config.OAUTH_TIMEOUT) }
}

export const closeResources = ({ renewals }: Resources): Promise<void> => renewals.close()
