import type { Random } from 'banyan/clock'
import { Secret } from 'banyan/config'
import type { Tx } from 'banyan/store'
import { createSeal, sha256 } from '../seal.ts'
import type { Tables } from '../store/tables.ts'

/** A refresh token: 256 random bits, given to the client; the tables know its hash. */
export const newRefreshToken = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url')

export async function addRefreshToken(tx: Tx<Tables>, session: string, token: string, now: Date): Promise<void> {
  const row = { hash: sha256(token), session_id: session, created_at: now, used_at: null }
  await tx
    .insertInto('refresh_tokens')
    .values({ ...row, successor: null, sealed_successor: null })
    .execute()
}

/** Uses a token: its successor is added, and the token that it succeeded itself can no longer be answered again. */
export async function useRefreshToken(
  tx: Tx<Tables>,
  { session, token, random, now }: { session: string; token: string; random: Random; now: Date },
): Promise<string> {
  const successor = newRefreshToken(random)
  const hash = sha256(token)
  await addRefreshToken(tx, session, successor, now)
  const sealed = sealFor(token, random).seal(Buffer.from(successor), session)
  await tx
    .updateTable('refresh_tokens')
    .set({ used_at: now, successor: sha256(successor), sealed_successor: sealed })
    .where('hash', '=', hash)
    .execute()
  await tx.updateTable('refresh_tokens').set({ sealed_successor: null }).where('successor', '=', hash).execute()
  return successor
}

/** The successor that was given for a token; undefined once it was used itself. */
export function successorOf(
  row: { readonly session_id: string; readonly sealed_successor: Buffer | null },
  token: string,
  random: Random,
): string | undefined {
  if (row.sealed_successor === null) return undefined
  return sealFor(token, random).open(row.sealed_successor, row.session_id)?.toString()
}

const sealFor = (token: string, random: Random) => createSeal(new Secret(token), 'successor', random)
