import { Star } from 'lucide-react'
import type { NumberName } from '../../lib/market/figures.ts'

const count = new Intl.NumberFormat('en')

/** A number of an agent. 0 is what nobody found. */
export function Figure({ name, value }: { readonly name: NumberName; readonly value: number | undefined }) {
  if (!value)
    return (
      <span className="text-ink-3">
        <span aria-hidden>–</span>
        <span className="sr-only">not known</span>
      </span>
    )
  if (name !== 'avgRating') return count.format(value)
  return (
    <span className="inline-flex items-center gap-1">
      {value.toFixed(1)}
      <Star aria-hidden className="size-3.5 fill-chart-4 text-chart-4" />
    </span>
  )
}
