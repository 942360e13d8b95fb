import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock, systemRandom } from '../clock/index.ts'
import { testDatabase, testOptions } from '../testing/database.ts'
import { externalServer, ownServer } from '../testing/servers.ts'
import { type Notes, note, notes } from './fixtures/notes.ts'
import { insideTransaction, openDatabase, type ServiceStore, type Tx } from './index.ts'

for (const server of [ownServer(), await externalServer()]) {
  describe.skipIf(!server.url)(server.title, () => {
    const open = async (options = {}): Promise<ServiceStore<Notes>> => {
      const database = await testDatabase({ server, ...options })
      onTestFinished(() => database.close())
      return await database.open('notes', notes)
    }

    test('what a transaction wrote is there when it ends well, and not when its work fails', async () => {
      const { db, tx } = await open()
      expect(await tx((tx) => write(tx, 'kept').then(() => 'the result'))).toBe('the result')
      const failing = tx(async (tx) => {
        await write(tx, 'undone')
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await bodies(db)).toEqual(['kept'])
    })

    test('two that serialise badly both succeed in the end', async () => {
      const { db, tx } = await open()
      await write(db, '0')
      const both = meeting(2)
      const increment = async (tx: Tx<Notes>) => {
        await sql`set transaction isolation level serializable`.execute(tx)
        const { body } = await tx.selectFrom('notes').select('body').executeTakeFirstOrThrow()
        await both()
        await tx
          .updateTable('notes')
          .set({ body: `${Number(body) + 1}` })
          .execute()
      }
      await Promise.all([tx(increment), tx(increment)])
      expect(await bodies(db)).toEqual(['2'])
    })

    test('two that block each other both succeed in the end', async () => {
      const { db, tx } = await open()
      await write(db, 'a')
      await write(db, 'b')
      const both = meeting(2)
      const visit = (first: string, second: string) => async (tx: Tx<Notes>) => {
        await append(tx, first)
        await both()
        await append(tx, second)
      }
      await Promise.all([tx(visit('a', 'b')), tx(visit('b', 'a'))])
      expect((await bodies(db)).sort()).toEqual(['a++', 'b++'])
    })

    test.for(['40001', '40P01'])('%s is tried again three times, each time after twice as long', async (code) => {
      const slept: number[] = []
      const sleep = async (ms: number) => void slept.push(ms)
      const { tx } = await open({ clock: { ...systemClock, sleep }, random: { ...systemRandom, next: () => 0.5 } })
      let runs = 0
      const work = (tx: Tx<Notes>) => {
        runs++
        return fail(tx, code)
      }
      await expect(tx(work)).rejects.toMatchObject({ code })
      expect(runs).toBe(4)
      expect(slept).toEqual([10, 20, 40])
    })

    test.for(['23505', '57014', '55P03', '08006'])('%s is not tried again', async (code) => {
      const { tx } = await open()
      let runs = 0
      const work = (tx: Tx<Notes>) => {
        runs++
        return fail(tx, code)
      }
      await expect(tx(work)).rejects.toMatchObject({ code })
      expect(runs).toBe(1)
    })

    test('a COMMIT whose answer is lost is not tried again, as its work has happened', async () => {
      await using database = await testDatabase({ server })
      const direct = await database.open('notes', notes)
      const port = await losingCommits(Number(new URL(database.url).port || 5432))
      const url = new URL(database.url)
      url.port = String(port)
      const lossy = await openDatabase({ ...testOptions, url: url.href })
      const { tx } = await lossy.open('notes', notes)
      cutting = true
      await expect(tx((tx) => write(tx, 'once'))).rejects.toThrow(/connection/i)
      cutting = false
      await lossy.close()
      expect(await bodies(direct.db)).toEqual(['once'])
    })
  })
}

test('code knows that it is inside a transaction, where that is asked for', async () => {
  await using guarded = await testDatabase({ guardTransactions: true })
  await using unguarded = await testDatabase({ guardTransactions: false })
  const seen = async ({ tx }: ServiceStore<Notes>) => {
    const inside = tx(async (tx) => {
      const before = insideTransaction()
      await sql`select 1`.execute(tx)
      return [before, insideTransaction()]
    })
    return [insideTransaction(), ...(await inside), insideTransaction()]
  }
  expect(await seen(await guarded.open('notes', notes))).toEqual([false, true, true, false])
  expect(await seen(await unguarded.open('notes', notes))).toEqual([false, false, false, false])
})

type Db = ServiceStore<Notes>['db']

const write = (db: Db, body: string) => db.insertInto('notes').values(note(body)).execute()

const append = (tx: Tx<Notes>, name: string) =>
  sql`update notes set body = body || '+' where body like ${`${name}%`}`.execute(tx)

const fail = (tx: Tx<Notes>, code: string) =>
  sql.raw(`do $$ begin raise exception 'as asked' using errcode = '${code}'; end $$`).execute(tx)

async function bodies(db: Db): Promise<string[]> {
  return (await db.selectFrom('notes').select('body').execute()).map(({ body }) => body)
}

/** Waits until `count` have come; whoever comes later passes. */
function meeting(count: number): () => Promise<void> {
  const all = Promise.withResolvers<void>()
  let come = 0
  return () => {
    if (++come === count) all.resolve()
    return all.promise
  }
}

/** While true, `losingCommits` cuts. */
let cutting = false

/** A way to the server on which the connection is cut as soon as the server has answered a COMMIT. Gives its port. */
async function losingCommits(port: number): Promise<number> {
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1')
    let committing = false
    client.on('data', (data) => {
      committing = cutting && data.includes('commit')
      server.write(data)
    })
    server.on('data', (data) => (committing ? client.destroy() : client.write(data)))
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => other.destroy())
    }
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void proxy.close())
  await once(proxy, 'listening')
  const address = proxy.address()
  return typeof address === 'object' && address ? address.port : 0
}
