import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/** A raised surface for one subject. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={clsx('rounded-lg border border-line bg-surface shadow-1', className)} />
}

/** The head of a card: its title, and on the right what can be done with it. */
export function CardHeader({ title, aside, hint }: { title: ReactNode; aside?: ReactNode; hint?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-line border-b px-5 py-3.5">
      <div className="min-w-0">
        <h2 className="text-base">{title}</h2>
        {hint && <p className="text-ink-3 text-sm">{hint}</p>}
      </div>
      {aside && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
    </div>
  )
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={clsx('px-5 py-4', className)} />
}
