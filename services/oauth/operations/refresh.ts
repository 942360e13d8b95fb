import type { Handler } from 'banyan/service'
import { usableToken } from '../connections/usable.ts'
import type { Oauth } from '../shape.ts'
import { providerOf } from './provider.ts'

export const refresh: Handler<Oauth, 'refresh'> = ({ provider, version }, ctx) =>
  usableToken(providerOf(provider, ctx), ctx, version ?? 'current')
