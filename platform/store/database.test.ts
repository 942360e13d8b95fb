import { type Kysely, sql } from 'kysely'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { systemRandom } from '../clock/index.ts'
import { administer, databaseOn, testDatabase, testOptions } from '../testing/database.ts'
import { externalServer, ownServer } from '../testing/servers.ts'
import { note, notes } from './fixtures/notes.ts'
import { type Database, openDatabase, StartError } from './index.ts'

for (const server of [ownServer(), await externalServer()]) {
  describe.skipIf(!server.url)(server.title, () => {
    const open = async (options = {}): Promise<Database> => {
      const database = await testDatabase({ server, ...options })
      onTestFinished(() => database.close())
      return database
    }

    test('a service has its tables, and works as its own role', async () => {
      const { db, tx } = await (await open()).open('notes', notes)
      await tx((tx) => tx.insertInto('notes').values(note('one')).execute())
      await db.insertInto('notes').values(note('two')).execute()
      expect(await db.selectFrom('notes').select(['id', 'body', 'written_at', 'pinned']).execute()).toEqual([
        { id: 1, body: 'one', written_at: new Date(0), pinned: false },
        { id: 2, body: 'two', written_at: new Date(0), pinned: false },
      ])
      const who = await sql`select current_user as role, banyan.current_service() as service`.execute(db)
      expect(who.rows).toEqual([{ role: 'svc_notes', service: 'notes' }])
    })

    test('a service cannot reach what is another one', async () => {
      const database = await open()
      const owner = await database.open('notes', notes)
      await owner.db.insertInto('notes').values(note('mine')).execute()
      const other = await database.open('other', undefined)
      await refused(other.db, [
        'select * from notes.notes',
        'select * from notes.notes for update',
        "insert into notes.notes (owner, body, written_at) values ('eve', 'hello', '2026-01-01')",
        "update notes.notes set body = ''",
        'delete from notes.notes',
        'truncate notes.notes',
        "select nextval('notes.notes_id_seq')",
        'create table notes.more (id int)',
        'drop table notes.notes',
      ])
      expect(await owner.db.selectFrom('notes').select('body').execute()).toEqual([{ body: 'mine' }])
    })

    test('a service uses what its migrations made, and makes nothing itself', async () => {
      const { db } = await (await open()).open('notes', notes)
      await refused(db, [
        'alter table notes add column more text',
        'drop table notes',
        'truncate notes',
        'create table more (id int)',
        'create table public.more (id int)',
        'create schema more',
        'select * from banyan.migrations',
        'create table banyan.more (id int)',
        'create role svc_more',
        "select pg_read_file('PG_VERSION')",
      ])
    })

    test('databases on one server may set up the same service at once', async () => {
      const service = `race_${systemRandom.id().slice(-12)}`
      const databases = await Promise.all(Array.from({ length: 6 }, () => testDatabase({ server })))
      const stores = await Promise.all(databases.map((database) => database.open(service, notes)))
      for (const { db } of stores) await db.insertInto('notes').values(note('here')).execute()
      await Promise.all(databases.map((database) => database.close()))
      await administer(server.url ?? '', `drop role svc_${service}`)
    })

    test('processes on one database may set up the same services at once', async () => {
      const first = await open()
      const second = await openDatabase({ ...testOptions, url: first.url })
      onTestFinished(() => second.close())
      await Promise.all(['notes', 'other'].flatMap((name) => [first.open(name, notes), second.open(name, notes)]))
      const { db } = await first.open('other', notes)
      expect(await db.selectFrom('notes').selectAll().execute()).toEqual([])
    })

    test('the owner needs not be a superuser, only allowed to make the roles that are not there', async () => {
      const database = await open()
      const user = `owner_${systemRandom.id().slice(-12)}`
      const name = new URL(database.url).pathname.slice(1)
      const asAdministrator = (statement: string) => administer(server.url ?? '', statement)
      await asAdministrator(`create role ${user} login password 'secret'`)
      const fresh = `${name}_b`
      await asAdministrator(`create database ${fresh} owner ${user}`)
      const url = new URL(databaseOn(server.url ?? '', fresh))
      Object.assign(url, { username: user, password: 'secret' })
      const service = `made_${systemRandom.id().slice(-12)}`

      const owned = await openDatabase({ ...testOptions, url: url.href })
      await expect(owned.open(service, notes)).rejects.toThrow(`may not make the role svc_${service}`)
      await asAdministrator(`alter role ${user} createrole`)
      const { db } = await owned.open(service, notes)
      await db.insertInto('notes').values(note('made by an ordinary user')).execute()
      await asAdministrator(`alter role ${user} nocreaterole`)
      await owned.open(service, notes)

      await owned.close()
      await asAdministrator(`drop database ${fresh}`)
      await asAdministrator(`drop role svc_${service}`)
      await asAdministrator(`drop role ${user}`)
    })

    test('a count is a number', async () => {
      const { db } = await (await open()).open('notes', notes)
      const { rows } = await sql`select count(*) as few, 9007199254740993 as many from notes`.execute(db)
      expect(rows).toEqual([{ few: 0, many: '9007199254740993' }])
    })

    test('a lost idle connection is logged, without the password, and replaced', async () => {
      const lines: string[] = []
      const database = await open({ log: pino({}, { write: (line) => lines.push(line) }) })
      const { db } = await database.open('notes', notes)
      await db.selectFrom('notes').selectAll().execute()
      await database.pool.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where usename is not null and datname = current_database() and pid <> pg_backend_pid()',
      )
      await vi.waitFor(() => expect(lines.join()).toContain('lost an idle database connection'))
      expect(lines.join()).not.toContain('postgres://')
      expect(await db.selectFrom('notes').selectAll().execute()).toEqual([])
    })

    test('a connection that is lost in the middle of a transaction fails the transaction, and nothing else', async () => {
      const database = await open()
      const { db, tx } = await database.open('notes', notes)
      const broken = tx(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        await database.pool.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid])
        await tx.insertInto('notes').values(note('lost')).execute()
      })
      await expect(broken).rejects.toThrow()
      expect(await db.selectFrom('notes').selectAll().execute()).toEqual([])
    })

    test('a statement that runs for too long is ended', async () => {
      const { db } = await (await open()).open('notes', notes)
      const { rows } = await sql`show statement_timeout`.execute(db)
      expect(rows).toEqual([{ statement_timeout: '30s' }])
    })

    test('health tells whether the server answers', async () => {
      const database = await open()
      expect(await database.health()).toEqual({ healthy: true, detail: expect.stringMatching(/^answered in \d+ ms$/) })
      await database.close()
      expect(await database.health()).toMatchObject({ healthy: false })
    })

    test('pools are counted, and are as large as asked for', async () => {
      const database = await open({ connections: { service: 2 } })
      const { tx } = await database.open('notes', notes)
      const gate = Promise.withResolvers<void>()
      const running = Array.from({ length: 3 }, () => tx(() => gate.promise))
      const count = () => database.pools().find(({ name }) => name === 'notes')
      await vi.waitFor(() => expect(count()).toEqual({ name: 'notes', total: 2, idle: 0, waiting: 1 }))
      gate.resolve()
      await Promise.all(running)
      expect(count()).toEqual({ name: 'notes', total: 2, idle: 2, waiting: 0 })
    })

    test('a connection of its own hears what is announced', async () => {
      const database = await open()
      const client = await database.connect()
      const heard = new Promise((resolve) => client.once('notification', resolve))
      await client.query('listen news')
      await database.pool.query("notify news, 'hello'")
      expect(await heard).toMatchObject({ channel: 'news', payload: 'hello' })
      await client.end()
    })
  })
}

async function refused<T>(db: Kysely<T>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/^(permission denied|must be owner)/)
  }
}

test.for(['banyan', 'public', 'pg_toast', 'Notes', 'a b', ''])('a service cannot be called "%s"', async (name) => {
  await using database = await testDatabase()
  await expect(database.open(name, undefined)).rejects.toThrow(StartError)
})
