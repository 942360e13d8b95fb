import { CompiledQuery } from 'kysely'
import { afterCommit } from '../store/after-commit.ts'
import type { Tx } from '../store/tx.ts'
import { type Core, stamp } from './core.ts'
import type { Announcement } from './types.ts'

/** Puts an event into the outbox with the service's transaction, as its own role. */
export async function announce({ clock, random, wake }: Core, tx: Tx<never>, event: Announcement): Promise<void> {
  const { service, type, subject, data, trace } = event
  const values = [random.id(), service, type, subject, JSON.stringify(data), JSON.stringify(trace), stamp(clock.now())]
  await tx.executeQuery(CompiledQuery.raw(ANNOUNCE, values))
  // The relay of this process is the one that knows first.
  afterCommit(tx, () => wake.tell('outbox', '', 'here'))
}

const ANNOUNCE = `
  insert into banyan.outbox (id, service, type, subject, data, trace, at) values ($1, $2, $3, $4, $5, $6, $7)`
