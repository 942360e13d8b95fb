import type { GeneratorInfo } from '@banyan/ai/contract'
import { StackedTable } from '@banyan/ui/stacked-table'
import { count, dollars } from '../../lib/numbers.ts'

/** What one run of each generator is expected to take. */
export function Estimates({ generators }: { readonly generators: readonly GeneratorInfo[] }) {
  return (
    <StackedTable
      label="Estimates"
      columns={[
        { key: 'generator', label: 'Generator' },
        { key: 'needs', label: 'Also asks' },
        { key: 'calls', label: 'Calls', end: true },
        { key: 'tokens', label: 'Tokens', end: true },
        { key: 'cost', label: 'Cost', end: true },
      ]}
      rows={generators.map(({ id, title, needs, estimate: { calls, inputTokens, outputTokens, cost } }) => ({
        key: id,
        cells: [
          title,
          needs.length === 0 ? null : needs.join(', '),
          count(calls),
          count(inputTokens + outputTokens),
          cost === null ? 'not known' : dollars(cost),
        ],
      }))}
    />
  )
}
