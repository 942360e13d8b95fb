import type { GeneratorInfo, UsageRow } from '@banyan/ai/contract'
import { StackedTable } from '@banyan/ui/stacked-table'
import { ModelBadge } from '../../components/model-badge.tsx'
import { count, dollars } from '../../lib/numbers.ts'

export interface UsageTableProps {
  readonly rows: readonly UsageRow[]
  /** For their titles. */
  readonly generators: readonly GeneratorInfo[]
}

/** The calls of a period by generator and model, the dearest first. */
export function UsageTable({ rows, generators }: UsageTableProps) {
  const title = (id: string) => generators.find((generator) => generator.id === id)?.title ?? id
  const dearest = [...rows].sort((a, b) => b.cost - a.cost || b.calls - a.calls)
  return (
    <StackedTable
      label="By generator and model"
      columns={[
        { key: 'generator', label: 'Generator' },
        { key: 'model', label: 'Model' },
        { key: 'calls', label: 'Calls', end: true },
        { key: 'failed', label: 'Failed', end: true },
        { key: 'in', label: 'Tokens in', end: true },
        { key: 'out', label: 'Tokens out', end: true },
        { key: 'cost', label: 'Cost', end: true },
      ]}
      rows={dearest.map((row) => ({
        key: `${row.generator} ${row.model}`,
        cells: [
          title(row.generator),
          <ModelBadge key="model" model={row.model} />,
          count(row.calls),
          count(row.failedCalls),
          count(row.inputTokens),
          count(row.outputTokens),
          row.unpricedCalls === row.calls ? 'not known' : dollars(row.cost),
        ],
      }))}
    />
  )
}
