import type { Saved, SavedSummary } from '@banyan/content/contract'
import { settle } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import { api } from '../../lib/api.ts'
import type { CompetitorsDocument } from '../../lib/market/competitors.ts'

/** What is saved of a type, and the one of it that is shown: the wanted one, or the newest. */
export interface Shelf {
  readonly entries: readonly SavedSummary[]
  readonly shown: Saved | undefined
}

/** Rejects when the library does not answer. A wanted one that is gone gives way to the newest. */
export async function shelf(type: string, wanted: string | undefined): Promise<Shelf> {
  const [{ items }, asked] = await Promise.all([
    api.content.list({ type, limit: 20 }),
    wanted === undefined ? undefined : settle(api.content.get({ id: wanted })),
  ])
  if (asked?.ok && asked.value.type === type) return { entries: items, shown: asked.value }
  const [newest] = items
  return { entries: items, shown: newest && (await api.content.get({ id: newest.id })) }
}

/** The runs that a list remembers. One that cannot be asked for is left out: the list stays as it is. */
export async function lookupsOf({ competitors, own }: CompetitorsDocument): Promise<readonly Job[]> {
  const ids = [own, ...competitors].flatMap((agent) => (agent?.lookup === undefined ? [] : [agent.lookup]))
  const answers = await Promise.all(ids.map((id) => settle(api.jobs.get({ id }))))
  return answers.flatMap((answer) => (answer.ok ? [answer.value] : []))
}

/** For a list to choose from. */
export const choices = (entries: readonly SavedSummary[]) =>
  entries.map(({ id, title, createdAt }) => ({ id, title, day: DAY.format(new Date(createdAt)) }))

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
