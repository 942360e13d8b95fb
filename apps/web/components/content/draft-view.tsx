'use client'
import { Card } from '@banyan/ui/card'
import { draftFields, draftTitle, type Texts } from '../../lib/content/draft.ts'
import { type ContentType, isItems, isText, itemsIn, rowsIn, specsOf, textIn } from '../../lib/content/specs.ts'
import { FieldView } from './field-view.tsx'

/** What is there of a content while a model writes it. Nothing until it has begun. */
export function DraftView({ type, texts }: { readonly type: ContentType; readonly texts: Texts }) {
  const fields = draftFields(type, texts)
  const title = draftTitle(texts)
  const begun = specsOf(type).filter((spec) => {
    if (isText(spec)) return textIn(fields, spec.name) !== ''
    return (isItems(spec) ? itemsIn(fields, spec.name) : rowsIn(fields, spec.name)).length > 0
  })
  if (title === '' && begun.length === 0) return null
  return (
    <Card aria-label="What is written so far" className="grid grid-cols-1 gap-5 px-5 py-5 sm:px-7">
      {title !== '' && <p className="font-semibold text-xl">{title}</p>}
      {begun.map((spec) => (
        <div key={spec.name}>
          {spec.look !== 'markdown' && <p className="mb-1 font-medium text-ink-3 text-sm">{spec.label}</p>}
          <FieldView spec={spec} fields={fields} top={2} />
        </div>
      ))}
    </Card>
  )
}
