import type { Kysely, Selectable } from 'kysely'
import type { Ground } from '../shape.ts'
import { subjectOf } from '../store/connections.ts'
import type { Tables } from '../store/tables.ts'
import { KeyFault } from './keyring.ts'
import type { Vault } from './vault.ts'

export interface Rewrapped {
  readonly rewrapped: number
  /** Records that no key opens. They stay as they are. */
  readonly unreadable: number
}

/**
 * Puts every record under the current key. A record that changes meanwhile is left alone: it is under that key by the
 * change. Rejects with a `KeyFault` where keys are out of reach; what was done by then is done.
 */
export async function rewrapAll({ db, signal }: Pick<Ground, 'db' | 'signal'>, vault: Vault): Promise<Rewrapped> {
  const current = await vault.currentKey()
  let rewrapped = 0
  let unreadable = 0
  for (const source of [tokensOf(db), revocationsOf(db)])
    for (let rows = await source.next(current); rows.length > 0; rows = await source.next(current))
      for (const row of rows) {
        signal.throwIfAborted()
        const plain = await opened(vault, row)
        if (plain === undefined) unreadable++
        else if (await source.replace(row, (await vault.prepare(subjectOf(row))).seal(plain))) rewrapped++
      }
  return { rewrapped, unreadable }
}

async function opened(vault: Vault, row: Row): Promise<string | undefined> {
  try {
    return await vault.open(row, subjectOf(row))
  } catch (error) {
    if (error instanceof KeyFault && error.kind === 'unreadable') return undefined
    throw error
  }
}

type Sealed = Pick<Row, 'key_id' | 'wrapped_key' | 'sealed'>
type Row = Pick<Selectable<Tables['tokens']>, 'user_id' | 'provider' | 'version' | 'key_id' | 'wrapped_key' | 'sealed'>

/** Records under other keys than the current one, a few at a time, each once. */
interface Source<R extends Row> {
  next(current: string): Promise<readonly R[]>
  /** False where it has changed since. */
  replace(row: R, sealed: Sealed): Promise<boolean>
}

const BATCH = 100

function tokensOf(db: Kysely<Tables>): Source<Row> {
  let last = { user_id: '', provider: '' }
  return {
    async next(current) {
      const rows = await db
        .selectFrom('tokens')
        .selectAll()
        .where('key_id', '!=', current)
        .where(({ eb, refTuple, tuple }) =>
          eb(refTuple('user_id', 'provider'), '>', tuple(last.user_id, last.provider)),
        )
        .orderBy('user_id')
        .orderBy('provider')
        .limit(BATCH)
        .execute()
      last = rows.at(-1) ?? last
      return rows
    },
    async replace({ user_id, provider, version, key_id }, sealed) {
      const { numUpdatedRows } = await db
        .updateTable('tokens')
        .set(sealed)
        .where('user_id', '=', user_id)
        .where('provider', '=', provider)
        .where('version', '=', version)
        .where('key_id', '=', key_id)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}

function revocationsOf(db: Kysely<Tables>): Source<Row & { readonly id: string }> {
  let last = ''
  return {
    async next(current) {
      const rows = await db
        .selectFrom('revocations')
        .selectAll()
        .where('key_id', '!=', current)
        .where('id', '>', last)
        .orderBy('id')
        .limit(BATCH)
        .execute()
      last = rows.at(-1)?.id ?? last
      return rows
    },
    async replace({ id, key_id }, sealed) {
      const { numUpdatedRows } = await db
        .updateTable('revocations')
        .set(sealed)
        .where('id', '=', id)
        .where('key_id', '=', key_id)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
