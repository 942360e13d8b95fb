import type { Handler } from 'banyan/service'
import { sql } from 'kysely'
import { FORMAT, FORMAT_VERSION } from '../contract/exported.ts'
import { fromCursor, toCursor } from '../cursor.ts'
import type { Content } from '../shape.ts'
import { findProfile } from '../store/agent-profile.ts'
import { projectsOf } from '../store/project.ts'
import { toTraining } from '../store/training.ts'
import { exportedEntries } from '../transfer/exported-entries.ts'

/** The first part has everything that is no entry, too. Of entries, each part has as many as fit and says where the next begins. */
export const exportAll: Handler<Content, 'exportAll'> = async ({ cursor }, { user, db, clock }) => {
  const from = cursor === undefined ? undefined : fromCursor(cursor, SORT, 'time')
  const head = from === undefined ? await besides() : {}
  const { entries, next } = await exportedEntries(db, user.id, from, LIMITS)
  const exportedAt = new Date(clock.now()).toISOString()
  const fields = {
    format: FORMAT,
    version: FORMAT_VERSION,
    exportedAt,
    next: next ? toCursor({ sort: SORT, at: next.at, id: next.id }) : null,
    ...head,
  }
  // Put together from texts: the entries are JSON already.
  const json = `${JSON.stringify(fields).slice(0, -1)},"entries":[${entries.map((entry) => `\n${entry}`).join(',')}\n]}\n`
  return { mediaType: 'application/json', name: `library-${exportedAt.slice(0, 10)}.json`, bytes: Buffer.from(json) }

  async function besides() {
    const profile = await findProfile(db, user.id)
    const projects = await projectsOf(db, user.id).orderBy(sql`project.created_at`).execute()
    const training = await db
      .selectFrom('training')
      .selectAll()
      .where('user_id', '=', user.id)
      .orderBy('lesson')
      .execute()
    const { version, updatedAt: _, ...said } = profile
    return {
      projects: projects.map(({ entries: _, created_at, updated_at, ...project }) => ({
        ...project,
        createdAt: created_at.toISOString(),
        updatedAt: updated_at.toISOString(),
      })),
      ...(version > 0 && { agentProfile: said }),
      training: training.map(toTraining),
    }
  }
}

const SORT = 'export'
/** Well below what an import takes. */
const LIMITS = { bytes: 8_000_000, entries: 2000 }
