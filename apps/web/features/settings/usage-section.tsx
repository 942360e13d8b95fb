import type { UsageRow } from '@banyan/ai/contract'
import type * as z from 'zod'

export interface Usage {
  readonly rows: readonly z.infer<typeof UsageRow>[]
  /** US dollars. */
  readonly totalCost: number
}

const count = new Intl.NumberFormat('en')
const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 })

export function UsageSection({ usage }: { readonly usage: Usage }) {
  if (usage.rows.length === 0) return <p className="text-ink-3 text-sm">No model was called for you yet.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className="overflow-x-auto" tabIndex={0} aria-label="Usage by generator and model">
      <table className="w-full min-w-lg text-left text-sm">
        <thead className="border-line border-b text-ink-3 text-xs">
          <tr className="[&>th]:py-2 [&>th]:pr-4 [&>th]:font-medium">
            <th scope="col">Generator</th>
            <th scope="col">Model</th>
            <th scope="col" className="text-right">
              Calls
            </th>
            <th scope="col" className="text-right">
              Failed
            </th>
            <th scope="col" className="text-right">
              Tokens in
            </th>
            <th scope="col" className="text-right">
              Tokens out
            </th>
            <th scope="col" className="pr-0! text-right">
              Cost
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line tabular-nums">
          {usage.rows.map((row) => (
            <tr key={`${row.generator} ${row.model}`} className="[&>td]:py-2 [&>td]:pr-4">
              <td>{row.generator}</td>
              <td className="text-ink-2">{row.model}</td>
              <td className="text-right">{count.format(row.calls)}</td>
              <td className="text-right">{count.format(row.failedCalls)}</td>
              <td className="text-right">{count.format(row.inputTokens)}</td>
              <td className="text-right">{count.format(row.outputTokens)}</td>
              <td className="pr-0! text-right">{dollars.format(row.cost)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-line border-t">
          <tr>
            <th scope="row" colSpan={6} className="py-2 font-medium">
              Together
            </th>
            <td className="py-2 text-right font-medium tabular-nums">{dollars.format(usage.totalCost)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
