import { Card } from '@banyan/ui/card'
import { StackedTable } from '@banyan/ui/stacked-table'
import type { CompetitorsDocument } from '../../lib/market/competitors.ts'
import { numberLabels, numberNames } from '../../lib/market/figures.ts'
import { DegradedNote } from '../degraded-note.tsx'
import { Figure } from './figure.tsx'
import { PagesRead } from './pages-read.tsx'

/** A list of competitors, to be read. */
export function CompetitorsView({
  list: { competitors, own, sources, degraded },
}: {
  readonly list: CompetitorsDocument
}) {
  const me = own ? [{ ...own, name: 'You', agency: '' }] : []
  return (
    <div className="grid grid-cols-1 gap-5">
      <DegradedNote degraded={degraded} />
      <Card>
        {me.length + competitors.length === 0 ? (
          <p className="px-5 py-4 text-ink-3 text-sm">Nobody stands in this list.</p>
        ) : (
          <StackedTable
            label="Competitors"
            columns={[
              { key: 'name', label: 'Agent' },
              ...numberNames.map((name) => ({ key: name, label: numberLabels[name], end: true })),
            ]}
            rows={[...me, ...competitors].map((agent) => ({
              key: `${agent.name} ${agent.agency}`,
              cells: [
                <span key="name">
                  {agent.name}
                  <span className="block font-normal text-ink-3 text-xs">{agent.agency}</span>
                </span>,
                ...numberNames.map((name) => <Figure key={name} name={name} value={agent[name]} />),
              ],
            }))}
          />
        )}
      </Card>
      <PagesRead sources={sources} />
    </div>
  )
}
