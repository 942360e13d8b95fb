import type { Tx } from 'banyan/store'
import { ExportedProject, type Imported } from '../contract/exported.ts'
import type { Tables } from '../store/tables.ts'
import type { Into } from './into.ts'
import { read } from './read.ts'

/** Takes projects in. `homes` learns which project here each of the file's has become. */
export async function takeProjects(
  tx: Tx<Tables>,
  given: readonly unknown[],
  { user, now, replace }: Into,
  homes: Map<string, string>,
): Promise<Imported[]> {
  const here = await tx
    .selectFrom('project')
    .select(['id', 'name', 'description'])
    .where('user_id', '=', user)
    .forUpdate()
    .execute()
  const byId = new Map(here.map((project) => [project.id, project]))
  const byName = new Map(here.map((project) => [project.name, project]))
  for (const { id } of here) homes.set(id, id)

  const items: Imported[] = []
  for (const [at, each] of given.entries()) {
    const project = read(ExportedProject, 'project', each, at)
    if (!project.ok) {
      items.push(project.item)
      continue
    }
    const { id, name, description, createdAt, updatedAt } = project.value
    const tell = (outcome: Imported['outcome'], message?: string) =>
      items.push({ kind: 'project', id, title: name, outcome, ...(message !== undefined && { message }) })
    const [same, namesake] = [byId.get(id), byName.get(name)]
    if (same && same.name === name && same.description === description) tell('unchanged')
    else if (same && replace && (!namesake || namesake === same)) {
      await tx
        .updateTable('project')
        .set({ name, description, updated_at: now })
        .where('user_id', '=', user)
        .where('id', '=', id)
        .execute()
      byName.delete(same.name)
      const changed = { id, name, description }
      byId.set(id, changed)
      byName.set(name, changed)
      tell('replaced')
    } else if (same)
      tell('kept', same.name === name ? 'It is described otherwise here' : `Here it is called ${same.name}`)
    else if (namesake) {
      homes.set(id, namesake.id)
      tell('unchanged', 'There is a project of this name already: its entries go there')
    } else {
      const [created_at, updated_at] = [new Date(createdAt), new Date(updatedAt)]
      await tx.insertInto('project').values({ user_id: user, id, name, description, created_at, updated_at }).execute()
      const made = { id, name, description }
      byId.set(id, made)
      byName.set(name, made)
      homes.set(id, id)
      tell('created')
    }
  }
  return items
}
