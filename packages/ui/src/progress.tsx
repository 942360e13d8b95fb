import { clsx } from 'clsx'

export interface ProgressProps {
  /** 0 to 100; leave it out when it is not known. */
  readonly value?: number | undefined
  readonly label: string
  readonly tone?: 'accent' | 'warn' | 'bad'
  readonly className?: string
}

/** How far something is. */
export function Progress({ value, label, tone = 'accent', className }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.max(0, Math.min(100, Math.round(value)))
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={clsx('h-1.5 overflow-hidden rounded-full bg-hover', className)}
    >
      <div
        className={clsx(
          'h-full origin-left rounded-full transition-transform duration-500 ease-out',
          BARS[tone],
          percent === undefined && 'animate-shimmer',
        )}
        style={{ transform: `scaleX(${(percent ?? 100) / 100})` }}
      />
    </div>
  )
}

const BARS = { accent: 'bg-accent', warn: 'bg-chart-4', bad: 'bg-bad' } as const
