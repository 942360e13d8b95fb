import { contract } from 'banyan/contract'
import { type Received, type Service, service } from 'banyan/service'
import { oauth } from '../contract.ts'

/** An event as somebody else heard it. */
export interface Heard {
  readonly type: string
  readonly data: { readonly userId: string; readonly provider: string; readonly reason?: string }
}

/** A service that hears all that is announced here, and puts it into a list. */
export function witness(heard: Heard[]): Service {
  const hear = async ({ type, data }: Received<Heard['data']>) => void heard.push({ type, data })
  return service(contract('witness', {}), {
    listens: { oauth },
    handle: {},
    on: { 'oauth.refreshed': hear, 'oauth.revoked': hear, 'oauth.reauthNeeded': hear },
  })
}
