import fc from 'fast-check'

/** What somebody asks for. */
export interface Web {
  readonly query: string
  readonly maxResults?: number | undefined
  readonly searchDepth?: 'basic' | 'advanced' | undefined
  readonly includeDomains?: string[] | undefined
  readonly excludeDomains?: string[] | undefined
}

export interface News {
  readonly query: string
  readonly location?: string | undefined
  readonly days?: number | undefined
}

/** As people write: several words, signs that mean something in an address, JSON or HTML, and scripts of all kinds. */
const words = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('homes', 'honey', 'rates', 'Austin', 'agents') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'a&b=c',
          '100%',
          'C#',
          '"quoted"',
          "it's",
          '<b>',
          '?q=1',
          '+1',
          'Zürich',
          '北京',
          '🏡',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter(isWord) },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.join(' '))

/** No space, and no word that an engine takes as an operator. */
function isWord(text: string): boolean {
  return /^[\p{L}\p{N}\p{S}]+$/u.test(text) && text.isWellFormed() && text !== 'OR' && text.normalize() === text
}

const domains = fc.uniqueArray(
  fc.constantFrom('homes.example', 'bees.example', 'www.bank.example', 'a-b.example.org'),
  {
    minLength: 1,
    maxLength: 3,
  },
)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

export const webs: fc.Arbitrary<Web> = fc.record({
  query: words,
  maxResults: maybe(fc.integer({ min: 1, max: 20 })),
  searchDepth: maybe(fc.constantFrom('basic' as const, 'advanced' as const)),
  includeDomains: maybe(domains),
  excludeDomains: maybe(domains),
})

export const newses: fc.Arbitrary<News> = fc.record({
  query: words,
  location: maybe(fc.constantFrom('Austin, TX', 'Zürich', 'New York')),
  days: maybe(fc.integer({ min: 1, max: 365 })),
})
