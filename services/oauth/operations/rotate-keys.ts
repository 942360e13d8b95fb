import type { Handler } from 'banyan/service'
import type { Oauth } from '../shape.ts'
import { KeyFault } from '../vault/keyring.ts'
import { rewrapAll } from '../vault/rewrap.ts'

/**
 * Encrypts every record anew, each with a data key of its own under the new key, while all else goes on. The keys before
 * stay, for what another process has just begun.
 */
export const rotateKeys: Handler<Oauth, 'rotateKeys'> = async (_, ctx) => {
  const { fail, log, progress, resources, step } = ctx
  try {
    // Once for all attempts of the job.
    await step('new key', async () => {
      await resources.vault.rotate()
      return null
    })
    await progress(10, 'There is a new key')
    const done = await rewrapAll(ctx, resources.vault)
    if (done.unreadable > 0) log.error({ records: done.unreadable }, 'Stored tokens cannot be opened by any key')
    return { keyId: await resources.vault.currentKey(), ...done }
  } catch (error) {
    if (error instanceof KeyFault) throw fail.keysUnavailable({ cause: error })
    throw error
  }
}
