import { clsx } from 'clsx'

/** How much of a channel's room a post takes. */
export function Counter({ length, limit }: { readonly length: number; readonly limit: number }) {
  const share = Math.min(1, length / limit)
  const over = length > limit
  return (
    <span
      className={clsx('flex items-center gap-1.5 text-xs tabular-nums', over ? 'font-semibold text-bad' : 'text-ink-3')}
    >
      <svg viewBox="0 0 16 16" className="-rotate-90 size-4" aria-hidden fill="none" strokeWidth="2.5">
        <circle cx="8" cy="8" r="6" className="stroke-hover" />
        <circle
          cx="8"
          cy="8"
          r="6"
          pathLength="100"
          strokeDasharray={`${share * 100} 100`}
          className={over ? 'stroke-bad' : share > 0.9 ? 'stroke-fig' : 'stroke-accent'}
        />
      </svg>
      {over
        ? `${(length - limit).toLocaleString('en')} over`
        : `${length.toLocaleString('en')} / ${limit.toLocaleString('en')}`}
    </span>
  )
}
