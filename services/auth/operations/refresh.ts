import type { Handler } from 'banyan/service'
import { findBySession } from '../accounts/find.ts'
import { rotate } from '../sessions/rotate.ts'
import type { Auth } from '../shape.ts'
import { tokensFor } from './tokens.ts'

export const refresh: Handler<Auth, 'refresh'> = async ({ refreshToken }, ctx) => {
  const rotation = await ctx.tx((tx) => rotate(tx, ctx, refreshToken))
  if (rotation.kind === 'reused') {
    const { session, userId } = rotation
    ctx.log.warn({ session, userId, ip: ctx.frame.ip }, 'A refresh token was used twice: its session is over')
  }
  if (rotation.kind !== 'continued') throw ctx.fail.sessionEnded()
  const { session, userId } = rotation
  const user = await findBySession(ctx.db, { id: session, userId }, new Date(ctx.clock.now()))
  if (!user) throw ctx.fail.sessionEnded()
  return tokensFor(ctx, user, rotation)
}
