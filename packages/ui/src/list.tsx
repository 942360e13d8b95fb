import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** Rows of one kind under each other, divided by hairlines. */
export function List({ className, ...rest }: ComponentProps<'ul'>) {
  return <ul {...rest} className={clsx('divide-y divide-line', className)} />
}

/** A row. With a `RowLink` inside, the whole row leads there while its own buttons stay on top. */
export function Row({ className, ...rest }: ComponentProps<'li'>) {
  return (
    <li
      {...rest}
      className={clsx(
        'relative flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3 transition-colors has-[.row-link:hover]:bg-hover/55',
        className,
      )}
    />
  )
}

/** Classes for the link whose target the row opens. */
export const rowLinkClass =
  'row-link font-medium text-ink after:absolute after:inset-0 after:rounded-[inherit] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2'

/** Classes for what must stay clickable above the row's link. */
export const aboveRowClass = 'relative z-1'
