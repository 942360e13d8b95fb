/** A person in a text, and with which agency, as far as it is told. */
export interface Person {
  readonly name: string
  readonly agency: string
}

const UPPER = String.raw`\p{Lu}[\p{L}'’]{1,20}(?:-\p{Lu}[\p{L}'’]{1,20})?`
const NAME = String.raw`${UPPER}(?:\s+(?:\p{Lu}\.|de|da|van|von|del|la)){0,2}(?:\s+${UPPER}){1,2}`
const KIND =
  'Realty|Realtors|Real Estate|Properties|Homes|Brokerage|Brokers|Residential|Property Group|Home Group|Home Team'
const CHAIN = String.raw`Keller Williams|RE\/MAX|Coldwell Banker|Century 21|Compass|Sotheby['’]s International Realty|Berkshire Hathaway|eXp Realty|Redfin`
const FORM = 'Group|Team|Partners|Inc|LLC|Company|International|Services|Advisors|Associates'
const MORE = String.raw`(?:\s+(?:${FORM}|Realty|${UPPER})){0,2}`
const AGENCY = String.raw`(?:(?:(?:the\s+)?\p{Lu}[\p{L}\d&'’.-]{0,20}\s+){1,4}(?:${KIND})(?:\s+(?:${FORM})\b)?|(?:${CHAIN})${MORE})`

/** `Jane Doe of Lake Realty`, `Jane Doe, Lake Realty`, `Jane Doe (Lake Realty)`. */
const WITH_AGENCY = new RegExp(
  String.raw`(?<!\p{L})(${NAME})(?:,?\s+(?:of|with|at|from|is an? (?:realtor|agent|broker) (?:with|at))\s+(?:the\s+)?|,\s+|\s+\(|\s+[-–|]\s+)(${AGENCY})`,
  'gu',
)
const AGENCY_ALONE = new RegExp(String.raw`(?<!\p{L})(${AGENCY})`, 'u')
const WHOLE_NAME = new RegExp(String.raw`^(${NAME})(?:,\s*(?:realtor|broker|gri|crs|abr)®?.*)?$`, 'iu')

/** The people that a text names together with their agency, each once, in order. */
export function agentsIn(text: string): Person[] {
  const found = new Map<string, Person>()
  for (const line of text.replace(/[®™]/g, '').split('\n'))
    for (const [, name = '', agency = ''] of line.matchAll(WITH_AGENCY))
      if (isName(name) && !found.has(name)) found.set(name, { name: tidy(name), agency: tidy(agency) })
  return [...found.values()]
}

/** The person whose page has this title: `Jane Doe - Real Estate Agent in Austin | Zillow`. */
export function ownerOf(title: string, text: string): Person | undefined {
  const parts = title
    .replace(/[®™]/g, '')
    .split(/\s+[-–—|•·:]\s+/)
    .map((part) => part.trim())
  const name = WHOLE_NAME.exec(parts[0] ?? '')?.[1]
  if (name === undefined || !isName(name) || !/realtor|real estate|realty|broker|agent/i.test(`${title} ${text}`))
    return undefined
  const agency = parts
    .slice(1)
    .map((part) => AGENCY_ALONE.exec(part)?.[1])
    .find(Boolean)
  return { name: tidy(name), agency: tidy(agency ?? agentsIn(text).find((agent) => agent.name === name)?.agency ?? '') }
}

const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .slice(0, 120)
    .replace(/[.,\s]+$/, '')

/** Two or three words that begin like a name, none of them a word of the trade or of a place. */
const isName = (text: string): boolean =>
  !text.split(/\s+/).some((word) => NO_NAMES.has(word.toLowerCase().replace(/['’]s$/, '')))

const NO_NAMES = new Set(
  `real estate realty realtor realtors agent agents broker brokers brokerage home homes house houses property properties group
team top best find the a an our your my how what why when where who which and or for with in of on to is are new north south east
west san santa los las fort saint city county state street avenue road lake market markets guide reviews review sale sales
sold buy buying sell selling open ask google zillow yelp facebook linkedin redfin trulia compass keller coldwell century
berkshire sotheby remax exp local expert experts neighborhood community meet contact about blog news united states monday
tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december`.split(/\s+/),
)
