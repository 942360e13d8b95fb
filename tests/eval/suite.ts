import type { ai } from '@banyan/ai/contract'
import type { Jobs, OutputOf } from 'banyan/contract'
import type { JobName } from '../../services/ai/generators/index.ts'

/** One input, and what a good answer to it says. */
export interface Case {
  readonly input: Record<string, unknown>
  /** Must stand in the text of the answer, whatever the case. */
  readonly facts: readonly string[]
}

/** How the answers of one generator are judged, on twenty inputs. */
export interface Suite<Output = unknown> {
  readonly name: JobName
  readonly cases: readonly Case[]
  /** What people read of an answer. */
  readonly text: (output: Output) => string
  /** The part of it that is Markdown. */
  readonly markdown?: (output: Output) => string
  /** What is too long or too short, in words. */
  readonly lengths: (output: Output, input: Record<string, unknown>) => readonly string[]
  /** The part of the text whose numbers must all be given; by default the whole. */
  readonly stated?: (output: Output) => string
  /** Numbers that may be stated, because they follow from the input. */
  readonly derived?: (input: Record<string, unknown>) => readonly number[]
}

/** A suite of the generator `name`; twenty cases, or it is none. */
export function suite<Name extends JobName>(
  name: Name,
  rest: Omit<Suite<OutputOf<Jobs<typeof ai>[Name]>>, 'name'>,
): Suite {
  if (rest.cases.length !== 20) throw new TypeError(`${name} has ${rest.cases.length} cases`)
  // An answer is checked against the schema of its operation before it is judged.
  return { name, ...rest } as Suite
}

export const words = (text: string): number => text.split(/\s+/).filter(Boolean).length

/** A complaint unless a text has so many words. */
export const between = (what: string, text: string, least: number, most: number): string[] =>
  words(text) < least || words(text) > most ? [`${what} has ${words(text)} words`] : []
