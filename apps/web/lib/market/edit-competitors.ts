import { type CompetitorsDocument, MOST_RIVALS, type Own, type Rival } from './competitors.ts'
import { type Figures, noFigures, numberNames } from './figures.ts'

/** Who of a list is meant: one of the competitors, or its owner. */
export type Who = { readonly name: string; readonly agency: string } | 'own'

/** A small change of a list, which fits whatever else was changed meanwhile. Undefined where it does not fit any more. */
export type Edit = (list: CompetitorsDocument) => CompetitorsDocument | undefined

/** Adds an agent, or changes the one that `instead` names. Two of one name and agency cannot be told apart. */
export const put =
  (rival: Rival, instead?: Who): Edit =>
  (list) => {
    const others = list.competitors.filter((other) => !isWho(other, instead))
    if (others.some((other) => isWho(other, rival)) || others.length >= MOST_RIVALS) return undefined
    const at = list.competitors.findIndex((other) => isWho(other, instead))
    return { ...list, competitors: at < 0 ? [...others, rival] : others.toSpliced(at, 0, rival) }
  }

export const putOwn =
  (figures: Figures): Edit =>
  (list) => ({ ...list, own: { ...list.own, ...figures } })

export const removeRival =
  (who: Who): Edit =>
  (list) => ({ ...list, competitors: list.competitors.filter((other) => !isWho(other, who)) })

/** Remembers the run that looks somebody's numbers up. */
export const lookingUp =
  (who: Who, lookup: string): Edit =>
  (list) =>
    who === 'own'
      ? { ...list, own: { ...noFigures, ...list.own, lookup } }
      : { ...list, competitors: list.competitors.map((rival) => (isWho(rival, who) ? { ...rival, lookup } : rival)) }

/** What a run has found, for whom it was looking: a number that it did not find stays as it was. */
export const lookedUp =
  (lookup: string, found: Figures | undefined, at: string): Edit =>
  (list) => {
    const after = <T extends Own>(known: T): T => {
      if (known.lookup !== lookup) return known
      const { lookup: _, ...rest } = known
      const figures = Object.fromEntries(numberNames.map((name) => [name, found?.[name] || known[name]]))
      // The same agent, with numbers of the same names.
      return { ...rest, ...figures, ...(found && { checkedAt: at }) } as T
    }
    return { ...list, ...(list.own && { own: after(list.own) }), competitors: list.competitors.map(after) }
  }

const isWho = (rival: { readonly name: string; readonly agency: string }, who: Who | undefined): boolean =>
  who !== undefined && who !== 'own' && same(rival.name, who.name) && same(rival.agency, who.agency)

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()
