import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** A line of text. Inside a `Field` it takes its id, description and error state from there. */
export function Input({ className, type, ...rest }: ComponentProps<'input'>) {
  return <input type={type ?? 'text'} {...rest} className={clsx(controlClass, 'h-9 px-3', className)} />
}

/** The look that all text controls share. */
export const controlClass = clsx(
  'w-full min-w-0 rounded-md border border-line-strong bg-surface text-base text-ink shadow-1 transition-colors',
  'placeholder:text-ink-3 hover:border-ink-3/70 disabled:cursor-not-allowed disabled:opacity-60',
  'focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus/45',
  'aria-invalid:border-bad',
)
