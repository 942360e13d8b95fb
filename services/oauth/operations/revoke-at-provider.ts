import { failure } from 'banyan/contract'
import type { Handler } from 'banyan/service'
import { ProviderFault } from '../providers/fault.ts'
import type { Oauth } from '../shape.ts'
import { subjectOf } from '../store/connections.ts'
import { decodeSecrets } from '../store/secrets.ts'
import { KeyFault } from '../vault/keyring.ts'

/** Telling it twice does no harm: what a provider does not know is revoked (RFC 7009, section 2.2). */
export const revokeAtProvider: Handler<Oauth, 'revokeAtProvider'> = async (
  { id },
  { db, done, log, resources, signal },
) => {
  const row = await db.selectFrom('revocations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return { revoked: false }
  let revoked = false
  try {
    const provider = resources.providers.get(row.provider)
    const { access, refresh } = decodeSecrets(await resources.vault.open(row, subjectOf(row)))
    // With the refresh token its access tokens go, too.
    revoked = (await provider?.revoke(refresh ?? access, signal)) ?? false
  } catch (error) {
    signal.throwIfAborted()
    const final =
      (error instanceof ProviderFault && !error.passing) || (error instanceof KeyFault && error.kind === 'unreadable')
    if (!final) throw error instanceof ProviderFault ? failure('downstreamFailed', { cause: error }) : error
    log.error({ err: error, provider: row.provider }, 'Tokens were deleted here, but not revoked at their provider')
  }
  return done({ revoked }, async (tx) => {
    await tx.deleteFrom('revocations').where('id', '=', id).execute()
  })
}
