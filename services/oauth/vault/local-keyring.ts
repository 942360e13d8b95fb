import type { Secret } from 'banyan/config'
import { ms } from 'banyan/contract'
import type { Ground } from '../shape.ts'
import { decrypt, derivedKey, encrypt } from './aes.ts'
import { KeyFault, type Keyring, textOf } from './keyring.ts'

/** How long what was read is used before it is read again: other processes make keys too. */
const READ_AGAIN = ms('10s')

interface Key {
  readonly id: string
  readonly key: Buffer
}
interface Keys {
  readonly current: Key
  readonly byId: ReadonlyMap<string, Key>
}

/** What the table's keys are encrypted with: now, and before. */
export interface Roots {
  readonly secret: Secret
  readonly previous: Secret | undefined
}

/** Keys in the service's own table, encrypted with a secret that is not in the database. */
export function localKeyring(ctx: Pick<Ground, 'db' | 'clock' | 'random' | 'id' | 'log'>, roots: Roots): Keyring {
  const { db, clock, random } = ctx
  const root = derivedKey(roots.secret.reveal(), PURPOSE)
  const former = roots.previous && derivedKey(roots.previous.reveal(), PURPOSE)
  let keys: Promise<Keys> | undefined
  let read = Number.NEGATIVE_INFINITY

  function recent(): Promise<Keys> {
    if (!keys || clock.monotonic() - read >= READ_AGAIN) return again()
    return keys
  }
  function again(): Promise<Keys> {
    read = clock.monotonic()
    const reading = load()
    keys = reading
    // The next one who asks reads again.
    reading.catch(() => {
      if (keys === reading) keys = undefined
    })
    return reading
  }

  async function load(): Promise<Keys> {
    const rows = await db.selectFrom('keys').selectAll().orderBy('generation').execute()
    const byId = new Map<string, Key>()
    let current: Key | undefined
    for (const { generation, key_id: id, sealed_key } of rows) {
      const key = decrypt(root, sealed_key, id) ?? (former && (await renewed(generation, id, sealed_key, former)))
      current = key && { id, key }
      if (current) byId.set(id, current)
    }
    if (current) return { current, byId }
    if (rows.length > 0) ctx.log.error('OAUTH_SECRET is another one: stored tokens cannot be read. A new key is made.')
    await add(rows.at(-1)?.generation ?? 0)
    return load()
  }

  /** A key that the former secret opens is encrypted with today's. */
  async function renewed(generation: number, id: string, sealed: Buffer, former: Buffer): Promise<Buffer | undefined> {
    const key = decrypt(former, sealed, id)
    if (!key) return undefined
    const sealed_key = encrypt(root, key, id, random)
    await db.updateTable('keys').set({ sealed_key }).where('generation', '=', generation).execute()
    return key
  }

  /** Of several processes that add the same generation one does; the others use its key. */
  async function add(after: number): Promise<void> {
    const id = `local:${ctx.id()}`
    const sealed_key = encrypt(root, random.bytes(32), id, random)
    const row = { generation: after + 1, key_id: id, sealed_key, created_at: new Date(clock.now()) }
    await db
      .insertInto('keys')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  return {
    prefix: 'local:',
    current: async () => (await recent()).current.id,
    async dataKey(about) {
      const { id, key } = (await recent()).current
      const plain = random.bytes(32)
      return { keyId: id, plain, wrapped: encrypt(key, plain, textOf({ ...about, keyId: id }), random) }
    },
    knows: async (keyId) => (await recent()).byId.has(keyId) || (await again()).byId.has(keyId),
    async unwrap(keyId, wrapped, about) {
      const key = (await recent()).byId.get(keyId) ?? (await again()).byId.get(keyId)
      const plain = key && decrypt(key.key, wrapped, textOf({ ...about, keyId }))
      if (!plain) throw new KeyFault('unreadable', `nothing that ${keyId} can open`)
      return plain
    },
    async rotate() {
      const newest = await db.selectFrom('keys').select('generation').orderBy('generation', 'desc').executeTakeFirst()
      await add(newest?.generation ?? 0)
      await again()
    },
  }
}

const PURPOSE = 'oauth-keys'
