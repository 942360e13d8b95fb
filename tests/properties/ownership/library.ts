import type { content } from '@banyan/content/contract'
import { type Client, settle } from 'banyan/contract'
import type { Database } from 'banyan/store'
import fc from 'fast-check'
import { expect } from 'vitest'

/** What people do in their libraries, each by his number; with what there is by then, by its number too. */
export type LibraryDeed =
  | { readonly what: 'save' | 'begin' | 'describe' | 'learn'; readonly who: number }
  | {
      readonly what: (typeof onEntries)[number] | (typeof onProjects)[number]
      readonly who: number
      readonly which: number
    }
  | { readonly what: 'move'; readonly who: number; readonly which: number; readonly into: number }

const onEntries = ['update', 'remove', 'undelete', 'restore', 'look', 'takeIn'] as const
const onProjects = ['rename', 'end'] as const

/** Deeds of so many people. */
export function libraryDeeds(people: number): fc.Arbitrary<LibraryDeed> {
  const who = fc.nat(people - 1)
  const which = fc.nat(3)
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constantFrom('save' as const), who }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('begin' as const, 'describe', 'learn'), who }) },
    { weight: 8, arbitrary: fc.record({ what: fc.constantFrom(...onEntries), who, which }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constantFrom(...onProjects), who, which }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('move' as const), who, which, into: fc.nat(1) }) },
  )
}

interface Entry {
  readonly id: string
  readonly owner: number
  /** What it was called, the first first. */
  titles: string[]
  project: string | null
  gone: boolean
}

interface Member {
  readonly id: string
  readonly content: Client<typeof content>
}

/** Libraries as they must be: what is somebody else's does not exist for the others, and stays as it was. */
export class Libraries {
  readonly #people: readonly Member[]
  readonly #entries: Entry[] = []
  readonly #projects: { readonly id: string; readonly owner: number; name: string | undefined }[] = []
  readonly #names = new Map<number, string>()
  readonly #lessons = new Set<number>()

  constructor(people: readonly Member[]) {
    this.#people = people
  }

  async carryOut(deed: LibraryDeed, at: number): Promise<void> {
    const { who } = deed
    const { content } = this.#people[who] as Member
    switch (deed.what) {
      case 'save': {
        const title = `entry ${at}`
        const { id } = await content.save({ type: 'note', title, body: '' })
        this.#entries.push({ id, owner: who, titles: [title], project: null, gone: false })
        return
      }
      case 'begin': {
        const name = `project ${at}`
        this.#projects.push({ id: (await content.createProject({ name })).id, owner: who, name })
        return
      }
      case 'describe':
        this.#names.set(who, `name ${at}`)
        await content.updateAgentProfile({ name: `name ${at}` })
        return
      case 'learn':
        this.#lessons.add(who)
        await content.train({ lesson: 'ads', done: true })
        return
      case 'rename':
      case 'end':
        return this.#project(deed.what, who, deed.which, `renamed ${at}`)
      case 'move':
        return this.#move(who, deed.which, deed.into)
      default:
        return this.#entry(deed.what, who, deed.which, `changed ${at}`)
    }
  }

  async #entry(what: (typeof onEntries)[number], who: number, which: number, title: string): Promise<void> {
    const named = this.#entries[which]
    if (!named) return
    const { id } = named
    const { content } = this.#people[who] as Member
    // Somebody else may have taken it in: then there are two with this id, each its owner's.
    const own = this.#entries.find((entry) => entry.id === id && entry.owner === who)
    const there = own !== undefined && !own.gone
    switch (what) {
      case 'update':
        if (await happened(content.update({ id, title }), there, 'noSuchContent')) own?.titles.push(title)
        return
      case 'remove':
        if (own && (await happened(content.remove({ id }), there, 'noSuchContent'))) own.gone = true
        else if (!own) await happened(content.remove({ id }), false, 'noSuchContent')
        return
      case 'undelete':
        if ((await happened(content.undelete({ id }), own !== undefined, 'noSuchContent')) && own) own.gone = false
        return
      case 'restore':
        if ((await happened(content.restore({ id, version: 1 }), there, 'noSuchContent')) && own) {
          const [first = ''] = own.titles
          if (own.titles.at(-1) !== first) own.titles.push(first)
        }
        return
      case 'look':
        await happened(content.get({ id }), there, 'noSuchContent')
        await happened(content.versions({ id }), there, 'noSuchContent')
        await happened(content.exportEntry({ id }), there, 'noSuchContent')
        return
      case 'takeIn': {
        const at = '2026-01-01T00:00:00Z'
        const brought = named.titles.at(-1) ?? ''
        const entry = { id, type: 'note', title: brought, body: '', version: 1, createdAt: at, updatedAt: at }
        await content.importAll({ entries: [entry] })
        if (own) own.gone = false
        else this.#entries.push({ id, owner: who, titles: [brought], project: null, gone: false })
      }
    }
  }

  async #project(what: (typeof onProjects)[number], who: number, which: number, name: string): Promise<void> {
    const project = this.#projects[which]
    if (!project) return
    const { id } = project
    const { content } = this.#people[who] as Member
    const call = what === 'rename' ? content.updateProject({ id, name }) : content.removeProject({ id })
    const may = project.owner === who && project.name !== undefined
    if (!(await happened(call, may, 'noSuchProject'))) return
    project.name = what === 'rename' ? name : undefined
    if (what === 'end') for (const entry of this.#entries) if (entry.project === id) entry.project = null
  }

  async #move(who: number, which: number, into: number): Promise<void> {
    const [named, project] = [this.#entries[which], this.#projects[into]]
    if (!named || !project) return
    const { content } = this.#people[who] as Member
    const own = this.#entries.find((entry) => entry.id === named.id && entry.owner === who && !entry.gone)
    const may = own !== undefined && project.owner === who && project.name !== undefined
    const call = content.update({ id: named.id, projectId: project.id })
    if (await happened(call, may, own ? 'invalid' : 'noSuchContent')) {
      if (own && own.project !== project.id) {
        own.project = project.id
        own.titles.push(own.titles.at(-1) ?? '')
      }
    }
  }

  /** Rejects unless the tables have what they must have. */
  async compare({ pool }: Database): Promise<void> {
    const ids = this.#people.map(({ id }) => id)
    const rows = async (sql: string) => (await pool.query(sql, [ids])).rows
    const entries = await rows(
      `select user_id, id, title, version, project_id, deleted_at is not null as gone from content.saved
       where user_id = any ($1) order by user_id, id`,
    )
    expect(entries).toEqual(
      this.#entries
        .map(({ owner, id, titles, project, gone }) => ({
          user_id: ids[owner],
          id,
          title: titles.at(-1),
          version: titles.length,
          project_id: project,
          gone,
        }))
        .toSorted(byKey),
    )
    expect(await rows('select user_id, id, name from content.project where user_id = any ($1) order by 1, 2')).toEqual(
      this.#projects
        .flatMap(({ owner, id, name }) => (name === undefined ? [] : [{ user_id: ids[owner], id, name }]))
        .toSorted(byKey),
    )
    const profiles = await rows(
      `select user_id, profile->>'name' as name from content.agent_profile where user_id = any ($1)`,
    )
    expect(new Map(profiles.map(({ user_id, name }) => [user_id, name]))).toEqual(
      new Map([...this.#names].map(([who, name]) => [ids[who], name])),
    )
    const learners = await rows('select user_id from content.training where user_id = any ($1)')
    expect(new Set(learners.map(({ user_id }) => user_id))).toEqual(new Set([...this.#lessons].map((who) => ids[who])))
  }
}

interface Keyed {
  readonly user_id: string | undefined
  readonly id: string
}
const byKey = (a: Keyed, b: Keyed) => (`${a.user_id} ${a.id}` < `${b.user_id} ${b.id}` ? -1 : 1)

/** Whether it happened, which it must if it may, and otherwise fail with this code. */
async function happened(call: Promise<unknown>, may: boolean, code: string): Promise<boolean> {
  const settled = await settle<unknown, string>(call)
  expect(settled.ok ? 'done' : settled.error.code).toBe(may ? 'done' : code)
  return may
}
