import type { Clock, Random } from '../clock/index.ts'
import type { PlatformConfig } from '../config/index.ts'
import type { Contract } from '../contract/index.ts'
import { createServiceTokens, loadOrCreateSecret, type ServiceTokens } from '../identity/index.ts'
import { httpLink } from '../service/http-link.ts'
import type { Link } from '../service/index.ts'

/** A service of another place: what it offers, and the way there. */
export interface Remote {
  readonly contract: Contract
  readonly link: Link & { close(): Promise<void> }
}

/** Calls under way at once to one process of a service. */
const CONNECTIONS = 256

/** Links to the services that listen `elsewhere`, by service. Those without a contract here are nobody's business here. */
export function linksTo(
  elsewhere: Readonly<Record<string, readonly string[]>>,
  contracts: readonly Contract[],
  { tokens, strict }: { readonly tokens: ServiceTokens; readonly strict: boolean },
): Remote[] {
  return contracts.flatMap((contract) => {
    const origins = elsewhere[contract.name]
    if (!origins) return []
    const mint = (from: string, to: string, caller: Parameters<ServiceTokens['mint']>[0]['caller']) =>
      tokens.mint({ from, to, caller })
    return [{ contract, link: httpLink({ contract, origins, mint, connections: CONNECTIONS, strict }) }]
  })
}

/** With the secret that all processes of a topology share: from the environment, or from the file that the first one makes. */
export async function placeTokens(
  { SERVICE_JWT_SECRET, BANYAN_DATA }: Pick<PlatformConfig, 'SERVICE_JWT_SECRET' | 'BANYAN_DATA'>,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<ServiceTokens> {
  const secret = SERVICE_JWT_SECRET ?? (await loadOrCreateSecret(BANYAN_DATA, 'service-secret', random))
  return createServiceTokens({ secret, clock })
}
