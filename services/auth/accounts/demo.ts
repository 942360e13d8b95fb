import type { OpenContext } from 'banyan/service'
import type { Auth } from '../shape.ts'
import { createAccount, isEmailTaken } from './create.ts'
import type { Passwords } from './passwords.ts'

const EMAIL = 'demo@banyan.local'

/** Gives a database without users an account to look around with. Its password is told once, in the log, and nowhere else. */
export async function createDemoAccount(ctx: OpenContext<Auth>, passwords: Passwords): Promise<void> {
  const anybody = await ctx.db.selectFrom('users').select('id').limit(1).executeTakeFirst()
  if (anybody) return
  const password = Buffer.from(ctx.random.bytes(12)).toString('base64url')
  const passwordHash = await passwords.hash(password, ctx.signal)
  try {
    await ctx.tx((tx) => createAccount(tx, ctx, { email: EMAIL, name: 'Demo', passwordHash }))
  } catch (error) {
    // Another process that starts at the same time was first, and has told its password.
    if (isEmailTaken(error)) return
    throw error
  }
  ctx.log.info(`Demo account: ${EMAIL}, password: ${password}`)
}
