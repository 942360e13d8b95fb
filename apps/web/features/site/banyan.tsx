import { clsx } from 'clsx'

/** A banyan as a line drawing, in the accent colour of the theme. */
export function Banyan({ className }: { readonly className?: string }) {
  return (
    <div
      aria-hidden
      className={clsx('bg-accent', className)}
      style={{ mask: 'url(/banyan.svg) center top / cover no-repeat' }}
    />
  )
}
