import { command, contract, event } from 'banyan/contract'
import { type Service, type ServiceContext, type ShapeOf, service } from 'banyan/service'
import { tables } from 'banyan/store'
import { sql } from 'kysely'
import * as z from 'zod'

/** An entry that was put, or with null taken away. */
const Change = z.object({ id: z.string(), value: z.int().nullable() })

/** `paper` has entries, `catalog` copies them, `archive` copies the copies. */
export const names = ['paper', 'catalog', 'archive'] as const
type Name = (typeof names)[number]

const changed = (name: Name) => event(`${name}.changed`, Change, { subject: ({ id }) => id })
export const paper = contract('paper', {
  put: command({ http: 'POST /paper/put', auth: 'public', input: Change, output: z.void() }),
  /** Puts an entry properly, and then does with the database what is not its business. */
  trespass: command({
    http: 'POST /paper/trespass',
    auth: 'public',
    input: Change.extend({ statement: z.string() }),
    output: z.void(),
  }),
  changed: changed('paper'),
})
export const catalog = contract('catalog', { changed: changed('catalog') })
export const archive = contract('archive', {})

interface Tables {
  entries: { id: string; value: number }
}
const store = tables<Tables>(new URL('./migrations/', import.meta.url))
type Paper = ShapeOf<typeof paper, { tables: Tables }>
type Tx = Parameters<Parameters<ServiceContext<Paper>['tx']>[0]>[0]

async function keep(tx: Tx, { id, value }: z.output<typeof Change>): Promise<void> {
  if (value === null) await tx.deleteFrom('entries').where('id', '=', id).execute()
  else
    await tx
      .insertInto('entries')
      .values({ id, value })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ value }))
      .execute()
}

export const copying: readonly Service[] = [
  service(paper, {
    store,
    handle: {
      put: (change, { tx, emit }) =>
        tx(async (tx) => {
          await keep(tx, change)
          await emit.changed(tx, change)
        }),
      trespass: ({ statement, ...change }, { tx, emit }) =>
        tx(async (tx) => {
          await keep(tx, change)
          await emit.changed(tx, change)
          await sql.raw(statement).execute(tx)
        }),
    },
  }),
  service(catalog, {
    store,
    listens: { paper },
    handle: {},
    on: {
      'paper.changed': async ({ data }, tx, { emit }) => {
        await keep(tx, data)
        await emit.changed(tx, data)
      },
    },
  }),
  service(archive, {
    store,
    listens: { catalog },
    handle: {},
    on: { 'catalog.changed': ({ data }, tx) => keep(tx, data) },
  }),
]
