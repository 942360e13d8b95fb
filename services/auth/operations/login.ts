import type { Handler } from 'banyan/service'
import { findByEmail, findBySession } from '../accounts/find.ts'
import { attemptKey, countAttempt, forgetAttempts, giveBackAttempt } from '../attempts/attempts.ts'
import { startSession } from '../sessions/start.ts'
import type { Auth } from '../shape.ts'
import { tokensFor } from './tokens.ts'

/** An unknown address and a wrong password take the same way: the same statements, one verification, the same answer. */
export const login: Handler<Auth, 'login'> = async ({ email, password, userAgent }, ctx) => {
  const { db, fail, clock, resources } = ctx
  const address = email.toLowerCase()
  const attempt = attemptKey(address, ctx.frame.ip)
  const locked = await countAttempt(db, attempt, clock.now())
  if (locked > 0) throw fail.lockedOut({ retryAfter: locked })

  const { userId, passwordHash } = await findByEmail(db, ctx.id, address)
  let right: boolean
  try {
    right = await resources.passwords.verify(passwordHash, password, ctx.signal)
  } catch (error) {
    await giveBackAttempt(db, attempt)
    throw error
  }
  if (!right || userId === undefined) throw fail.wrongCredentials()

  const started = await ctx.tx(async (tx) => {
    await forgetAttempts(tx, attempt)
    return startSession(tx, ctx, { userId, userAgent })
  })
  const user = await findBySession(db, { id: started.session, userId }, new Date(clock.now()))
  if (!user) throw fail.wrongCredentials()
  return tokensFor(ctx, user, started)
}
