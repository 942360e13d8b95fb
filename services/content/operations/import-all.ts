import type { Handler } from 'banyan/service'
import type { Tx } from 'banyan/store'
import { ExportedEntry, type Imported } from '../contract/exported.ts'
import type { Content } from '../shape.ts'
import { type Begin, type Named, projectFor } from '../store/project.ts'
import type { Tables } from '../store/tables.ts'
import { type Incoming, takeEntries } from '../transfer/entries.ts'
import { entryOf } from '../transfer/markdown-file.ts'
import { takeProfile, takeTraining } from '../transfer/person.ts'
import { takeProjects } from '../transfer/projects.ts'
import { read } from '../transfer/read.ts'

/** A chunk at a time, each in a transaction of its own: what breaks off in the middle is completed by doing it again. */
export const importAll: Handler<Content, 'importAll'> = async (given, { user, clock, id, emit, tx, signal }) => {
  const into = { user: user.id, now: new Date(clock.now()), replace: given.conflicts === 'replace', emit }
  const items: Imported[] = []
  const homes = new Map<string, string>()
  items.push(...(await tx((tx) => takeProjects(tx, given.projects ?? [], into, homes))))

  const entries = (given.entries ?? []).map((each, at) => read(ExportedEntry, 'entry', each, at))
  for (const chunk of chunks(entries)) {
    signal.throwIfAborted()
    const told = await tx(async (tx) => {
      const homeOf = homesIn(tx, { ...into, id })
      const incoming: Incoming[] = []
      for (const each of chunk) {
        if (!each.ok) continue
        const projectId = homes.get(each.value.projectId ?? '') ?? null
        incoming.push({ ...each.value, home: await homeOf({ projectId }) })
      }
      return takeEntries(tx, incoming, into)
    })
    for (const each of chunk)
      items.push(
        each.ok
          ? { kind: 'entry', id: each.value.id, title: each.value.title, ...(told.shift() as (typeof told)[0]) }
          : each.item,
      )
  }

  for (const chunk of chunks(given.markdown ?? [])) {
    signal.throwIfAborted()
    const told = await tx(async (tx) => {
      const homeOf = homesIn(tx, { ...into, id })
      const incoming: Incoming[] = []
      for (const file of chunk) {
        const { entry, project } = entryOf(file, into.now)
        incoming.push({ ...entry, home: await homeOf({ project }) })
      }
      const told = await takeEntries(tx, incoming, into)
      return told.map((each, at) => ({ ...each, title: incoming[at]?.title ?? '' }))
    })
    items.push(...told.map((each, at): Imported => ({ kind: 'markdown', id: chunk[at]?.name ?? '', ...each })))
  }

  const { agentProfile, training = [] } = given
  if (agentProfile !== undefined && agentProfile !== null)
    items.push(await tx((tx) => takeProfile(tx, agentProfile, into)))
  items.push(...(await tx((tx) => takeTraining(tx, training, into))))
  return { items }
}

/** Looks for each project once. */
function homesIn(tx: Tx<Tables>, begin: Begin) {
  const known = new Map<string, Incoming['home']>()
  return async (named: Named): Promise<Incoming['home']> => {
    const key = JSON.stringify(named)
    const home = known.get(key) ?? (await projectFor(tx, named, begin)) ?? null
    known.set(key, home)
    return home
  }
}

const CHUNK = 100

function* chunks<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let at = 0; at < all.length; at += CHUNK) yield all.slice(at, at + CHUNK)
}
