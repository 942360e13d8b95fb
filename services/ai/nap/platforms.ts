/** Where people look for agents. */
export interface Platform {
  readonly name: string
  /** Of its pages: the host, and the path where the host has other pages, too. */
  readonly page: RegExp
}

export const platforms: readonly Platform[] = [
  {
    name: 'Google Business',
    page: /^(?:business\.google\.com|g\.page|maps\.app\.goo\.gl|(?:www\.)?google\.[a-z.]+\/maps|maps\.google\.)/,
  },
  { name: 'Zillow', page: /^(?:www\.)?zillow\.com\// },
  { name: 'Realtor.com', page: /^(?:www\.)?realtor\.com\// },
  { name: 'Yelp', page: /^(?:[a-z]+\.)?yelp\.[a-z.]+\// },
  { name: 'Facebook', page: /^(?:[a-z]+\.)?facebook\.com\// },
  { name: 'LinkedIn', page: /^(?:[a-z]+\.)?linkedin\.com\// },
  { name: 'Homes.com', page: /^(?:www\.)?homes\.com\// },
  { name: 'Redfin', page: /^(?:www\.)?redfin\.com\// },
]

/** The platform of one's own website. */
export function ownWebsite(website: string): Platform {
  const host = new URL(website).hostname.replace(/^www\./, '')
  return { name: 'Website', page: new RegExp(`^(?:www\\.)?${host.replaceAll('.', '\\.')}(?:/|$)`) }
}

/** Whether an address is a page of a platform. */
export function isOn({ page }: Platform, address: string): boolean {
  const url = URL.parse(address)
  return url !== null && page.test(`${url.host}${url.pathname}`)
}
