import { contract, query } from 'banyan/contract'
import { service } from 'banyan/service'
import { type Tx, tables } from 'banyan/store'
import * as z from 'zod'
import { desk } from '../desk/service.ts'
import { works } from '../works/service.ts'

interface Tables {
  entries: { event: string; type: string; owner: string; about: string; n: number }
}

/** Writes down what happens elsewhere, once and in order. */
export const ledger = contract('ledger', {
  size: query({
    http: 'GET /ledger/size',
    auth: 'user',
    input: z.object({}),
    output: z.object({ size: z.int() }),
  }),
})

const enter = async (tx: Tx<Tables>, entry: Tables['entries']) => {
  await tx.insertInto('entries').values(entry).execute()
}

export const ledgerService = service(ledger, {
  listens: { desk, works },
  store: tables<Tables>(new URL('./migrations/', import.meta.url)),
  handle: {
    size: async (_, { db }) => ({ size: (await db.selectFrom('entries').select('event').execute()).length }),
  },
  on: {
    'desk.ordered': ({ id: event, type, data: { id, owner, n } }, tx) =>
      enter(tx, { event, type, owner, about: id, n }),
    'works.made': ({ id: event, type, data: { job, owner } }, tx) =>
      enter(tx, { event, type, owner, about: job, n: 0 }),
  },
})
