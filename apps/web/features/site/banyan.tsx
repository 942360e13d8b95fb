import { clsx } from 'clsx'

/** A banyan as a line drawing, in the accent colour of the theme. */
export function Banyan({ fade, className }: { readonly fade: 'left' | 'bottom'; readonly className?: string }) {
  return (
    <div
      aria-hidden
      className={clsx('bg-accent', className)}
      style={{ mask: `url(/banyan.svg) center top / cover no-repeat, ${FADES[fade]}`, maskComposite: 'intersect' }}
    />
  )
}

/** Where it gives way to text. */
const FADES = {
  left: 'linear-gradient(to right, transparent 4%, #000 42%)',
  bottom: 'linear-gradient(to top, transparent 6%, #000 34%)',
} as const
