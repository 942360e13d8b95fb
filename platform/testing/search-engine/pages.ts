/** A page of the little web that the fakes of search engines know. */
export interface Page {
  readonly title: string
  readonly url: string
  readonly text: string
  /** `2026-01-31`; a page of the news has one. */
  readonly published?: string
  /** Who published it, where it is news. */
  readonly source?: string
}

/** What is looked for among the pages. */
export interface Wanted {
  readonly query: string
  readonly count: number
  readonly news: boolean
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
}

/** Those with a word of the query in them, in their order. */
export function found(pages: readonly Page[], { query, count, news, since, until, include, exclude }: Wanted): Page[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  const at = (url: string, domains: readonly string[]) => {
    const host = URL.parse(url)?.hostname ?? ''
    return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
  }
  return pages
    .filter(({ title, text, url, published = '', source }) => {
      if (news && source === undefined) return false
      if (since !== undefined && published < since) return false
      if (until !== undefined && published > until) return false
      if (include?.length && !at(url, include)) return false
      if (exclude && at(url, exclude)) return false
      const all = `${title} ${text}`.toLowerCase()
      return words.some((word) => all.includes(word))
    })
    .slice(0, count)
}

const DAY = 86_400_000
/** `2026-01-31`, so many days before a time in milliseconds since the epoch. */
export const dayBefore = (time: number, days: number): string => new Date(time - days * DAY).toISOString().slice(0, 10)

/** Enough of a web for a search that finds something, and for one that does not. */
export const littleWeb: readonly Page[] = [
  page(
    'Selling a home in spring',
    'https://homes.example/guides/spring',
    'How agents prepare a home for the spring market.',
  ),
  page(
    'What an agent does',
    'https://www.agents.example/what',
    'An agent prices, shows and negotiates a home for you.',
  ),
  page(
    'Name, address, phone',
    'https://local.example/nap',
    'Why the listing of an agent must say the same everywhere.',
  ),
  page('Mortgage basics', 'https://bank.example/mortgage?lang=en', 'What a mortgage costs, and how rates are made.'),
  page('Beekeeping for beginners', 'https://bees.example/start', 'Hives, honey and the first year of a beekeeper.'),
  news(
    'Austin home prices fall again',
    'https://news.example/austin',
    'Prices of homes in Austin fell by two percent.',
    0,
    'The Daily',
  ),
  news(
    'Mortgage rates hold',
    'https://bank.example/news/rates',
    'Mortgage rates held for the third week.',
    5,
    'Bank News',
  ),
  news(
    'A record year for honey',
    'https://bees.example/news/honey',
    'Beekeepers report more honey than ever.',
    400,
    'Bee Weekly',
  ),
]

function page(title: string, url: string, text: string): Page {
  return { title, url, text, published: '2025-06-30' }
}

/** Published so many days before 2026-01-01, when the clocks of tests begin. */
function news(title: string, url: string, text: string, days: number, source: string): Page {
  return { title, url, text, published: dayBefore(Date.UTC(2026, 0, 1), days), source }
}
