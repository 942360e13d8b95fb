import { states } from './states.ts'

/** Whether two phone numbers are one: the digits count, without the country code of the USA and an extension. */
export function samePhone(a: string, b: string): boolean {
  const own = digitsOf(a)
  return own !== '' && own === digitsOf(b)
}

/** `+1 (512) 555-0142 ext. 3` as `5125550142`. */
export const digitsOf = (phone: string): string =>
  phone
    .replace(/\s*(?:ext|extension|x)\.?\s*\d+\s*$/i, '')
    .replace(/\D/g, '')
    .replace(/^(?:00)?1(?=\d{10}$)/, '')

/** Whether two names are one: case, marks, accents, credentials and middle initials do not count. */
export function sameName(a: string, b: string): boolean {
  const [left, right] = [nameWords(a), nameWords(b)]
  return left.length > 0 && left.join(' ') === right.join(' ')
}

const nameWords = (name: string): string[] =>
  plain(name.replace(/,.*$/, ''))
    .split(' ')
    .filter((word) => word.length > 1 && !CREDENTIALS.has(word))

const CREDENTIALS = new Set(
  'realtor realtors broker agent gri crs abr srs mrp epro pa pllc llc jr sr ii iii mr mrs ms dr'.split(' '),
)

/**
 * Whether two addresses are one: abbreviations count as their words, and a part that only one of them has (suite, state,
 * zip) does not part them; two that differ do.
 */
export function sameAddress(a: string, b: string): boolean {
  const [left, right] = [addressParts(a), addressParts(b)]
  if (left.street === '' || left.street !== right.street) return false
  const agree = (one: string, other: string) => one === '' || other === '' || one === other
  if (!agree(left.unit, right.unit) || !agree(left.zip, right.zip) || !agree(left.state, right.state)) return false
  const [shorter, longer] = [left.place, right.place].sort((x, y) => x.length - y.length) as [string, string]
  return ` ${longer} `.includes(` ${shorter} `) || shorter === ''
}

export interface AddressParts {
  /** `500 congress avenue` */
  readonly street: string
  readonly unit: string
  readonly place: string
  readonly state: string
  readonly zip: string
}

/** An address in its parts, lower case and without abbreviations; empty where it has none. */
export function addressParts(address: string): AddressParts {
  const expanded = plain(abbreviated(address).replace(/#\s*(?=\w)/g, ' unit '))
    .split(' ')
    .map((word) => WORDS.get(word) ?? word)
  const words = expanded.filter((word, at) => at < expanded.length - 1 || !/^usa?$/.test(word))
  const zipAt = words.findLastIndex((word, at) => at > 1 && /^\d{5}$/.test(word))
  const zip = zipAt < 0 ? '' : (words[zipAt] ?? '')
  const rest = zipAt < 0 ? words : words.slice(0, zipAt)
  const unitAt = rest.findIndex((word, at) => at > 1 && UNITS.has(word))
  const unit = unitAt < 0 ? '' : (rest[unitAt + 1] ?? '')
  const bare = unitAt < 0 ? rest : rest.toSpliced(unitAt, 2)
  const typeAt = bare.findIndex((word, at) => at > 1 && STREETS.has(word))
  const end = typeAt < 0 ? streetEnd(address, bare) : typeAt + (QUARTERS.has(bare[typeAt + 1] ?? '') ? 2 : 1)
  const behind = bare.slice(end)
  const state = STATES.has(behind.at(-1) ?? '') ? (behind.pop() ?? '') : ''
  return { street: bare.slice(0, end).join(' '), unit, place: behind.join(' '), state, zip }
}

/** A street without a word such as `Street` ends at the first comma, or with the address. */
function streetEnd(address: string, words: readonly string[]): number {
  const comma = address.indexOf(',')
  return comma < 0 ? words.length : Math.min(words.length, plain(address.slice(0, comma)).split(' ').length)
}

/** Lower-case words without accents and marks. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<=\p{L})['’.](?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const pairs = (text: string): [string, string][] =>
  text.split(',').map((pair) => {
    const [short = '', long = ''] = pair.trim().split(/\s+/)
    return [short, long]
  })

const TYPES = pairs(
  `st street, str street, ave avenue, av avenue, blvd boulevard, rd road, dr drive, ln lane, ct court, cir circle, pl place,
  pkwy parkway, hwy highway, ter terrace, trl trail, sq square, plz plaza, expy expressway, fwy freeway, cv cove, pt point,
  xing crossing, aly alley, lp loop, way way`,
)
const DIRECTIONS = pairs('n north, s south, e east, w west, ne northeast, nw northwest, se southeast, sw southwest')
const ROOMS = pairs('ste suite, apt apartment, fl floor, rm room, bldg building, unit unit')
const WORDS = new Map([...TYPES, ...DIRECTIONS, ...ROOMS])
const STREETS = new Set(TYPES.map(([, long]) => long))
const QUARTERS = new Set(DIRECTIONS.map(([, long]) => long))
const UNITS = new Set(ROOMS.map(([, long]) => long))
const STATES = new Set(states.values())

/** The name of a state as its letters, where a state stands: `Washington` and `New York` are towns, too. */
function abbreviated(address: string): string {
  const parts = address.split(',').map((part) => part.trim())
  if (parts.filter((part) => !/^(?:#|suite|ste|unit|apt|floor)/i.test(part)).length < 3) return address
  const at = parts.findLastIndex((part) => states.has(stateIn(part)))
  return at < 2
    ? address
    : parts.with(at, `${states.get(stateIn(parts[at] ?? ''))} ${/\d{5}.*/.exec(parts[at] ?? '') ?? ''}`).join(', ')
}

const stateIn = (part: string): string => part.replace(/\s*\d{5}.*$/, '').toLowerCase()
