import type { KeyObject } from 'node:crypto'
import { ms } from 'banyan/contract'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Seal } from '../seal.ts'
import type { AuthContext } from '../shape.ts'
import type { Tables } from '../store/tables.ts'
import { privateKey, publicKey } from './ed25519.ts'

/** A key signs for this long before the next one is made. */
const PERIOD = ms('30d')
/** A new key is published before it signs, so that whoever verifies has it by then. */
const PUBLISHED_AHEAD = ms('10m')
/** How long what was read is used before it is read again: other processes make keys too. */
const READ_AGAIN = ms('1m')

export interface SigningKey {
  readonly kid: string
  readonly key: KeyObject
}

export interface PublicKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly alg: 'EdDSA'
  readonly use: 'sig'
  readonly kid: string
  readonly x: string
}

export interface SigningKeys {
  /** The key that signs now. */
  current(): Promise<SigningKey>
  /** The keys that verify: the one that signs, the one before it and the one to come. */
  published(): Promise<readonly PublicKey[]>
}

type Row = Selectable<Tables['signing_keys']>
interface Keys {
  readonly current: SigningKey
  readonly published: readonly PublicKey[]
}

/** The keys in the service's tables, made and replaced when their time comes. One read serves all who ask meanwhile. */
export function createSigningKeys(
  ctx: Pick<AuthContext, 'db' | 'clock' | 'random' | 'id' | 'log'>,
  seal: Seal,
): SigningKeys {
  const { db, clock } = ctx
  let keys: Promise<Keys> | undefined
  let read = Number.NEGATIVE_INFINITY

  function recent(): Promise<Keys> {
    if (!keys || clock.now() - read >= READ_AGAIN) {
      read = clock.now()
      const reading = readKeys()
      keys = reading
      // The next one who asks reads again.
      reading.catch(() => {
        if (keys === reading) keys = undefined
      })
    }
    return keys
  }

  async function readKeys(): Promise<Keys> {
    const rows = await newestFirst(db)
    const chosen = choose(rows, clock.now(), seal)
    const newest = rows[0]
    if (chosen && newest && clock.now() - newest.created_at.getTime() < PERIOD) return chosen
    if (newest && !chosen) ctx.log.warn('No signing key can be opened: AUTH_SECRET is another one. A new key is made.')
    await addKey(db, (newest?.generation ?? 0) + 1, ctx, seal)
    return readKeys()
  }

  return {
    current: async () => (await recent()).current,
    published: async () => (await recent()).published,
  }
}

const newestFirst = (db: Kysely<Tables>): Promise<Row[]> =>
  db.selectFrom('signing_keys').selectAll().orderBy('generation', 'desc').execute()

/** The newest that is published long enough; the newest of all when there is no older one that can be opened. */
function choose(rows: readonly Row[], now: number, seal: Seal): Keys | undefined {
  let current: SigningKey | undefined
  for (const { kid, sealed_private_key, created_at } of rows) {
    const seed = seal.open(sealed_private_key, kid)
    if (!seed) continue
    current = { kid, key: privateKey(seed) }
    if (now - created_at.getTime() >= PUBLISHED_AHEAD) break
  }
  return current && { current, published: rows.map(toPublic) }
}

/** Adds the next key and removes all but the one before it. Of several processes one adds it; the others use it. */
async function addKey(
  db: Kysely<Tables>,
  generation: number,
  { clock, random, id }: Pick<AuthContext, 'clock' | 'random' | 'id'>,
  seal: Seal,
): Promise<void> {
  const seed = random.bytes(32)
  const kid = id()
  const row = {
    generation,
    kid,
    public_key: publicKey(seed),
    sealed_private_key: seal.seal(seed, kid),
    created_at: new Date(clock.now()),
  }
  await db
    .insertInto('signing_keys')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db.deleteFrom('signing_keys').where('generation', '<', sql<number>`${generation}::integer - 1`).execute()
}

const toPublic = ({ kid, public_key }: Row): PublicKey => ({
  kty: 'OKP',
  crv: 'Ed25519',
  alg: 'EdDSA',
  use: 'sig',
  kid,
  x: public_key,
})
