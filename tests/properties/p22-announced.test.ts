import { auth } from '@banyan/auth/contract'
import { content } from '@banyan/content/contract'
import { users } from '@banyan/users/contract'
import { startServices } from 'banyan/testing/start'
import fc from 'fast-check'
import { expect } from 'vitest'
import { services } from '../../topologies/services.ts'
import { hurried } from './chain/start.ts'
import { Announcing } from './copies/announcing.ts'
import { openAudit, type Transaction } from './copies/audit.ts'
import { copying, names, paper } from './copies/services.ts'
import { eventually } from './eventually.ts'
import { property } from './property.ts'

type Deed =
  | { readonly what: 'put'; readonly id: number; readonly value: number | null }
  | { readonly what: 'trespass'; readonly id: number; readonly value: number; readonly statement: string }
  | { readonly what: 'register' | 'save' | 'changeSettings' }
  | { readonly what: 'edit' | 'restore' | 'discard' | 'bringBack' | 'takeIn'; readonly which: number }

const foreign = [
  'catalog.entries',
  'archive.entries',
  'users.profiles',
  'content.saved',
  'auth.sessions',
  'banyan.jobs',
]
const trespasses = fc.oneof(
  fc.constantFrom(...foreign).map((table) => `delete from ${table}`),
  fc.constantFrom('catalog', 'archive').map((schema) => `insert into ${schema}.entries values ('mine', 1)`),
  fc.constantFrom('catalog', 'archive').map((schema) => `update ${schema}.entries set value = 0`),
  fc.constantFrom('catalog', 'users').map(
    (service) =>
      `insert into banyan.outbox (id, service, type, subject, data, trace, at)
       values ('00000000-0000-0000-0000-000000000000', '${service}', 'x', 's', '{}', '{}', '2026-01-01')`,
  ),
)
const id = fc.nat(2)
const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ what: fc.constant('put' as const), id, value: fc.option(fc.nat(9), { freq: 4 }) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ what: fc.constant('trespass' as const), id, value: fc.nat(9), statement: trespasses }),
    },
    { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('save' as const, 'changeSettings' as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constantFrom('edit' as const, 'restore', 'discard', 'bringBack', 'takeIn'),
        which: fc.nat(1),
      }),
    },
    // A password takes its time.
    { weight: 1, arbitrary: fc.record({ what: fc.constant('register' as const) }) },
  ),
  { minLength: 1, maxLength: 7 },
)

/** Those that never change anything but on hearing of it. */
const onlyListening = new Set(['catalog', 'archive'])
/** Those of which somebody has copies. */
const copied = new Set(['paper', 'catalog'])

function judge({ roles, schemas, announced, handled }: Transaction): void {
  if (schemas.length === 0) return
  // One service, with its own role, in its own tables, and it speaks for nobody else.
  const [schema = ''] = schemas
  expect({ schemas, roles }).toEqual({ schemas: [schema], roles: [`svc_${schema}`] })
  for (const name of announced) expect(name).toBe(schema)
  if (copied.has(schema)) expect(announced).toEqual([schema])
  if (onlyListening.has(schema)) expect(handled).toEqual([schema])
}

// Feature: microservices-architecture, Property 22: A change that concerns another service is announced, not written there
property(22, 'A change that concerns another service is announced, not written there', async (links) => {
  const app = await startServices({
    services: [...services, ...copying],
    links,
    pace: hurried,
    limits: { ip: false, user: false, web: false, operations: false },
  })
  const { pool } = app.database
  const audit = await openAudit(app.database, [...names, ...services.map(({ contract }) => contract.name)])
  let run = 0

  const entriesOf = async (name: string, run: number) => {
    const { rows } = await pool.query(`select id, value from ${name}.entries where id like $1`, [`${run}-%`])
    return Object.fromEntries(rows.map(({ id, value }) => [id, value]))
  }
  return {
    inputs: deeds,
    async holds(deeds: readonly Deed[]) {
      const own = run++
      const user = `u${own}`
      const call = app.with({ auth, content, paper, users }, await app.token(user))
      const expected: Record<string, number> = {}
      const registered: string[] = []
      const library = new Announcing(user, call.content)
      for (const [at, deed] of deeds.entries())
        switch (deed.what) {
          case 'put': {
            const key = `${own}-${deed.id}`
            await call.paper.put({ id: key, value: deed.value })
            if (deed.value === null) delete expected[key]
            else expected[key] = deed.value
            break
          }
          case 'trespass': {
            const { value, statement } = deed
            // All of it is undone: what it had put itself, and what it had announced.
            const tried = call.paper.trespass({ id: `${own}-${deed.id}`, value, statement })
            await expect(tried).rejects.toMatchObject({ code: 'internal' })
            break
          }
          case 'register': {
            const email = `${user}-${at}@example.org`
            registered.push((await call.auth.register({ email, password: 'long enough', name: 'Ann' })).user.id)
            break
          }
          case 'changeSettings':
            await call.users.updateSettings({ theme: 'dark' })
            break
          default:
            await library.carryOut(deed.what, 'which' in deed ? deed.which : 0)
        }
      for (const name of names) await eventually(() => entriesOf(name, own)).toEqual(expected)
      for (const id of registered)
        await eventually(
          async () => (await pool.query('select from users.profiles where user_id = $1', [id])).rowCount,
        ).toBe(1)
      await library.compare(app.database)
      for (const transaction of await audit.recent()) judge(transaction)
    },
    async afterwards() {
      for (const transaction of await audit.all()) judge(transaction)
    },
    close: () => app.close(),
  }
})
