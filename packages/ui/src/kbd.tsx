import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** A key on the keyboard. */
export function Kbd({ className, ...rest }: ComponentProps<'kbd'>) {
  return (
    <kbd
      {...rest}
      className={clsx(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong/70 bg-sunken px-1 font-sans text-ink-3 text-xs',
        className,
      )}
    />
  )
}
