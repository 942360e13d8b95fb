import { failure } from 'banyan/contract'
import type { Tx } from 'banyan/store'
import type { Kysely } from 'kysely'
import type { Project } from '../contract.ts'
import type { ProjectRow, Tables } from './tables.ts'
import { uuidOr } from './uuid.ts'

/** How a project is named by whoever saves an entry: by its id, or by its name, which makes it where there is none. */
export interface Named {
  readonly projectId?: string | null | undefined
  readonly project?: string | null | undefined
}

/** For a project that is begun. */
export interface Begin {
  readonly user: string
  readonly now: Date
  readonly id: () => string
}

/**
 * The project that is meant, kept from being deleted until the transaction ends; null for none, undefined where nothing
 * was said. Throws `invalid` for an id that names none of the user's.
 */
export async function projectFor(
  tx: Tx<Tables>,
  { projectId, project }: Named,
  begin: Begin,
): Promise<Pick<ProjectRow, 'id' | 'name'> | null | undefined> {
  if (projectId !== undefined) return projectId === null ? null : await byId(tx, begin.user, projectId)
  if (project !== undefined) return project === null ? null : await byName(tx, project, begin)
  return undefined
}

async function byId(tx: Tx<Tables>, user: string, id: string) {
  const found = await tx
    .selectFrom('project')
    .select(['id', 'name'])
    .where('user_id', '=', user)
    .where('id', '=', uuidOr(id))
    .forKeyShare()
    .executeTakeFirst()
  if (found) return found
  throw failure('invalid', { issues: [{ path: ['projectId'], message: 'There is no such project' }] })
}

async function byName(tx: Tx<Tables>, name: string, { user, now, id }: Begin) {
  const find = () =>
    tx
      .selectFrom('project')
      .select(['id', 'name'])
      .where('user_id', '=', user)
      .where('name', '=', name)
      .forKeyShare()
      .executeTakeFirst()
  const found = await find()
  if (found) return found
  const made = await tx
    .insertInto('project')
    .values({ user_id: user, id: id(), name, description: '', created_at: now, updated_at: now })
    // Somebody else made it in this moment: their row is the one, and is locked as ours would be.
    .onConflict((conflict) => conflict.columns(['user_id', 'name']).doUpdateSet({ name }))
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow()
  return made
}

/** The projects of a user, each with the number of its entries. */
export function projectsOf(db: Kysely<Tables>, user: string) {
  return db
    .selectFrom('project')
    .select(['id', 'name', 'description', 'created_at', 'updated_at'])
    .select(({ selectFrom }) =>
      selectFrom('saved')
        .select(({ fn }) => fn.countAll<number>().as('entries'))
        .whereRef('saved.user_id', '=', 'project.user_id')
        .whereRef('saved.project_id', '=', 'project.id')
        .where('deleted_at', 'is', null)
        .as('entries'),
    )
    .where('project.user_id', '=', user)
}

/** One of them; undefined when there is none, or it is somebody else's. */
export const findProject = (db: Kysely<Tables>, user: string, id: string) =>
  projectsOf(db, user).where('project.id', '=', uuidOr(id)).executeTakeFirst()

type Counted = Omit<ProjectRow, 'user_id'> & { readonly entries: number | null }

export function toProject({ created_at, updated_at, entries, ...project }: Counted): Project {
  return {
    ...project,
    entries: entries ?? 0,
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
  }
}
