import type { content as contract } from '@banyan/content/contract'
import { type Client, settle } from 'banyan/contract'
import type { Database } from 'banyan/store'
import { expect } from 'vitest'

export type LibraryDeed = 'save' | 'edit' | 'restore' | 'discard' | 'bringBack' | 'takeIn'

interface Entry {
  readonly id: string
  title: string
  version: number
  gone: boolean
}

/** A library that knows what must have been told of it: each change once, in its order, and nothing that was none. */
export class Announcing {
  readonly #user: string
  readonly #content: Client<typeof contract>
  readonly #entries: Entry[] = []
  readonly #told: string[] = []

  constructor(user: string, content: Client<typeof contract>) {
    this.#user = user
    this.#content = content
  }

  async carryOut(what: LibraryDeed, which: number): Promise<void> {
    if (what === 'save') {
      const { id } = await this.#content.save({ type: 'note', title: 'A note', body: '' })
      this.#entries.push({ id, title: 'A note', version: 1, gone: false })
      this.#tell('saved', id, 1)
      return
    }
    const entry = this.#entries[which]
    if (!entry) return
    const { id } = entry
    switch (what) {
      case 'edit': {
        const title = `Note ${entry.version + 1}`
        if ((await settle(this.#content.update({ id, title }))).ok) this.#changed(entry, title)
        return
      }
      case 'restore':
        if ((await settle(this.#content.restore({ id, version: 1 }))).ok && entry.title !== 'A note')
          this.#changed(entry, 'A note')
        return
      case 'discard':
        if (!(await settle(this.#content.remove({ id }))).ok) return
        entry.gone = true
        this.#tell('removed', id)
        return
      case 'bringBack':
        await this.#content.undelete({ id })
        return this.#back(entry)
      case 'takeIn': {
        const at = '2026-01-01T00:00:00Z'
        const { title, version } = entry
        const given = { id, type: 'note', title, body: '', version, createdAt: at, updatedAt: at }
        await this.#content.importAll({ entries: [given] })
        this.#back(entry)
      }
    }
  }

  /** Rejects unless the outbox has just that. */
  async compare({ pool }: Database): Promise<void> {
    const { rows } = await pool.query(
      `select type, subject, data->>'version' as version from banyan.outbox
       where service = 'content' and data->>'userId' = $1 order by seq`,
      [this.#user],
    )
    expect(rows.map(({ type, subject, version }) => line(type, subject, version ?? undefined))).toEqual(this.#told)
  }

  #changed(entry: Entry, title: string): void {
    expect(entry.gone).toBe(false)
    entry.title = title
    entry.version++
    this.#tell('saved', entry.id, entry.version)
  }

  #back(entry: Entry): void {
    if (entry.gone) this.#tell('saved', entry.id, entry.version)
    entry.gone = false
  }

  #tell(what: 'saved' | 'removed', id: string, version?: number): void {
    this.#told.push(line(`content.${what}`, id, version))
  }
}

const line = (type: string, subject: string, version?: number | string): string => `${type} ${subject} ${version ?? ''}`
