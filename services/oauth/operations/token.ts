import type { Handler } from 'banyan/service'
import { usableToken } from '../connections/usable.ts'
import type { Oauth } from '../shape.ts'
import { refuseOthers } from './own.ts'
import { providerOf } from './provider.ts'

export const token: Handler<Oauth, 'token'> = ({ userId, provider }, ctx) => {
  refuseOthers(userId, ctx.user)
  return usableToken(providerOf(provider, ctx), ctx, undefined)
}
