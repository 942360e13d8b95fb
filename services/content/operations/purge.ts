import type { Handler } from 'banyan/service'
import { sql } from 'kysely'
import { stillKept } from '../deleted.ts'
import type { Content } from '../shape.ts'

/** A chunk at a time, so that nobody waits for the locks of many. Run twice, it finds nothing. */
export const purge: Handler<Content, 'purge'> = async (_, { clock, db, signal }) => {
  const before = stillKept(clock)
  for (let entries = 0; ; ) {
    signal.throwIfAborted()
    const { numAffectedRows = 0n } = await sql`
      delete from saved where (user_id, id) in (
        select user_id, id from saved where deleted_at <= ${before} limit ${CHUNK} for update skip locked
      )`.execute(db)
    entries += Number(numAffectedRows)
    if (numAffectedRows < CHUNK) return { entries }
  }
}

const CHUNK = 500
