import fc from 'fast-check'
import type { FormField } from '../../../apps/web/lib/studio/forms.ts'
import { formOf, VARIANTS, variantTones } from '../../../apps/web/lib/studio/forms.ts'
import { type StudioKind, studioKinds } from '../../../apps/web/lib/studio/kinds.ts'

/** A form of the studio that is in order, as somebody sends it. */
export interface Sent {
  readonly kind: StudioKind
  readonly values: Readonly<Record<string, string>>
  /** What of the library it is written from. */
  readonly from: 'report' | 'note' | 'none'
}

const word = fc.constantFrom('open', 'house', 'garden', 'Austin', 'prices', 'schools', 'near', 'quiet', '3rd', 'café')
const words = (least: number, most: number) =>
  fc.array(word, { minLength: least, maxLength: most }).map((each) => each.join(' '))

export const sent: fc.Arbitrary<Sent> = fc
  .constantFrom(...studioKinds)
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      values: valuesOf(formOf(kind.key)),
      from: fc.constantFrom('report' as const, 'note' as const, 'none' as const),
    }),
  )
  // Of a listing at least one part is wanted.
  .filter(({ kind, values }) => kind.key !== 'listing' || 'description' in values || 'faqs' in values)

function valuesOf(fields: readonly FormField[]): fc.Arbitrary<Record<string, string>> {
  const needed = fields.filter(({ look, optional }) => look !== 'switch' && !optional).map(({ name }) => name)
  const all: Record<string, fc.Arbitrary<string>> = {
    ...Object.fromEntries(fields.map((field) => [field.name, textFor(field)])),
    variants: fc.constantFrom(...VARIANTS.map(({ value }) => value)),
  }
  return fc.record(all, { requiredKeys: [...needed, 'variants'] })
}

function textFor({ name, look, options = [] }: FormField): fc.Arbitrary<string> {
  switch (look) {
    case 'switch':
      return fc.constant('on')
    case 'select':
      return fc.constantFrom(...options)
    case 'number':
      return fc.integer(name === 'seconds' ? { min: 15, max: 600 } : { min: 1, max: 100 }).map(String)
    case 'lines':
      return fc.array(words(1, 3), { maxLength: 3 }).map((lines) => lines.join('\n'))
    default:
      return words(1, 5)
  }
}

/** The operations that a form takes: what is asked for its facts, and then one a run. */
export function needed({ kind, values, from }: Sent): { readonly facts: string[]; readonly runs: string[] } {
  const wanted =
    kind.key !== 'listing'
      ? kind.makes
      : kind.makes.filter(({ job }) => PARTS[job] !== undefined && PARTS[job] in values)
  const variants = variantTones(values.variants ?? '1', values.tone).length
  return {
    facts: [...(from === 'none' ? [] : ['content.get']), ...('signed' in values ? ['content.agentProfile'] : [])],
    runs: wanted.flatMap(({ job }) => Array.from({ length: variants }, () => job)),
  }
}

const PARTS: Readonly<Record<string, string>> = {
  'ai.generateListingDescription': 'description',
  'ai.generateListingFaqs': 'faqs',
}
