import { Card } from '@banyan/ui/card'
import type { Content } from '../../lib/content/body.ts'
import { specsOf } from '../../lib/content/specs.ts'
import { DegradedNote } from '../degraded-note.tsx'
import { FieldView } from './field-view.tsx'
import { HeaderImage } from './header-image.tsx'
import { SourceList } from './source-list.tsx'

export interface ContentViewProps {
  readonly content: Content
  /** The level of its highest headings on the page. Default 2. */
  readonly top?: number
  /** Leaves the sources out, but says how many there are. */
  readonly short?: boolean
}

/** A content of fields, to be read: what it had to do without, its fields, its sources. */
export function ContentView({ content: { type, fields, origin }, top = 2, short = false }: ContentViewProps) {
  const all = specsOf(type)
  const Heading = `h${top}` as 'h2'
  return (
    <div className="grid grid-cols-1 gap-5">
      <DegradedNote degraded={origin.degraded ?? []} />
      <Card className="grid grid-cols-1 gap-6 px-5 py-5 sm:px-7">
        {origin.headerImage && <HeaderImage image={origin.headerImage} />}
        {all.map((spec) => (
          <div key={spec.name}>
            {all.length > 1 && spec.look !== 'markdown' && (
              <Heading className="mb-1.5 font-medium text-ink-3 text-sm">{spec.label}</Heading>
            )}
            <FieldView spec={spec} fields={fields} top={top} />
          </div>
        ))}
        {origin.sources && short && (
          <p className="text-ink-3 text-sm">
            {origin.sources.length} {origin.sources.length === 1 ? 'source' : 'sources'}
          </p>
        )}
      </Card>
      {origin.sources && !short && <SourceList sources={origin.sources} />}
    </div>
  )
}
