import type { Handler } from 'banyan/service'
import { createAccount, isEmailTaken } from '../accounts/create.ts'
import { findByEmail } from '../accounts/find.ts'
import { startSession } from '../sessions/start.ts'
import type { Auth } from '../shape.ts'
import { tokensFor } from './tokens.ts'

/** Account, password, session and `user.created` commit together. */
export const register: Handler<Auth, 'register'> = async ({ email, password, name, userAgent }, ctx) => {
  const address = email.toLowerCase()
  const { userId } = await findByEmail(ctx.db, ctx.id, address)
  if (userId !== undefined) throw ctx.fail.emailTaken()
  const passwordHash = await ctx.resources.passwords.hash(password, ctx.signal)
  try {
    const { user, started } = await ctx.tx(async (tx) => {
      const user = await createAccount(tx, ctx, { email: address, name, passwordHash })
      return { user, started: await startSession(tx, ctx, { userId: user.id, userAgent }) }
    })
    return await tokensFor(ctx, user, started)
  } catch (error) {
    throw isEmailTaken(error) ? ctx.fail.emailTaken() : error
  }
}
