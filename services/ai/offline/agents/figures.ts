import { sentences } from 'banyan/text'
import type { Competitor } from '../../contract/competitors.ts'
import { mentions, numbersIn } from '../../research/mention.ts'

type Figures = Pick<Competitor, 'reviewCount' | 'avgRating' | 'socialFollowers' | 'domainAuthority'>

/** The numbers that a text gives of a person: 0 for those that it does not. `whole` when all of it is about the person. */
export function figuresOf(name: string, text: string, whole: boolean): Figures {
  const about = whole ? text : aboutOf(name, text)
  const first = (pattern: RegExp) => {
    const [, ...groups] = pattern.exec(about) ?? []
    return numbersIn(groups.find(Boolean) ?? '')[0] ?? 0
  }
  return {
    reviewCount: Math.round(
      first(/(\d[\d,]*)\+?\s+(?:\p{L}+\s+){0,2}reviews?\b/iu) || first(/\d\.\d\s*★?\s*\((\d[\d,]*)\)/),
    ),
    avgRating: Math.min(5, first(RATING)),
    socialFollowers: Math.round(first(/(\d[\d.,]*\s?[km]?)\+?\s+(?:\p{L}+\s+)?followers\b/iu)),
    domainAuthority: Math.min(100, first(/domain authority(?:\s+(?:of|is|score))*:?\s*(\d{1,3})\b/i)),
  }
}

const RATING =
  /(?:rated|rating(?:\s+of)?:?)\s*([0-5](?:\.\d)?)(?![\d.])|(?<![\d.])([0-5](?:\.\d)?)\s*(?:\/\s*5|out of (?:5|five)|stars?\b|★)/i

/** Of a list, the sentences that name the person, and no other one's. */
const aboutOf = (name: string, text: string): string =>
  sentences(text)
    .filter((sentence) => mentions(sentence, name))
    .join('\n')
