import { count, dollars, percent } from '../../lib/numbers.ts'
import type { Totals } from '../../lib/usage.ts'

/** The sums of a period, one beside the other. */
export function Tiles({ totals }: { readonly totals: Totals }) {
  const share = (part: number) => (totals.calls === 0 ? 0 : part / totals.calls)
  const tiles = [
    {
      label: 'Cost',
      value: dollars(totals.cost),
      note: totals.unpriced > 0 ? `${count(totals.unpriced)} calls of models without a known price` : undefined,
    },
    {
      label: 'Calls',
      value: count(totals.calls),
      note: totals.cached > 0 ? `${count(totals.cached)} answered from before` : undefined,
    },
    {
      label: 'Failed calls',
      value: count(totals.failed),
      note: totals.calls > 0 ? `${percent(share(totals.failed))} of all; providers charge them, too` : undefined,
    },
    {
      label: 'Tokens',
      value: count(totals.tokens),
      note: totals.pictures > 0 ? `and ${count(totals.pictures)} pictures` : undefined,
    },
    { label: 'By a fallback', value: percent(share(totals.fallback)), note: 'Not by the model that is asked first' },
    { label: 'Offline', value: percent(share(totals.offline)), note: 'By the built-in model' },
  ]
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6">
      {tiles.map(({ label, value, note }) => (
        <div key={label} className="rounded-lg border border-line bg-surface px-4 py-3 shadow-1">
          <dt className="text-ink-3 text-sm">{label}</dt>
          <dd className="mt-0.5 font-semibold text-xl tabular-nums">{value}</dd>
          {note && <dd className="mt-0.5 text-ink-3 text-xs">{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
