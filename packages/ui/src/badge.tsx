import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

export type Tone = keyof typeof TONES

/** A short word about the state or kind of something. Never the only carrier of meaning by colour: the word says it. */
export function Badge({ tone = 'neutral', className, ...rest }: ComponentProps<'span'> & { readonly tone?: Tone }) {
  return (
    <span
      {...rest}
      className={clsx(
        'inline-flex h-5.5 shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs [&>svg]:size-3.5',
        TONES[tone],
        className,
      )}
    />
  )
}

const TONES = {
  neutral: 'bg-hover text-ink-2',
  accent: 'bg-accent-soft text-accent-soft-ink',
  good: 'bg-good-soft text-good-soft-ink',
  warn: 'bg-warn-soft text-warn-soft-ink',
  bad: 'bg-bad-soft text-bad-soft-ink',
  info: 'bg-info-soft text-info-soft-ink',
  fig: 'bg-fig-soft text-fig-soft-ink',
} as const
