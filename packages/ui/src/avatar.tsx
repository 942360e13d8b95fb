import { clsx } from 'clsx'

/** A person by initials. They are drawn, not written: the name itself stands beside it or labels its button. */
export function Avatar({ name, className }: { readonly name: string; readonly className?: string }) {
  return (
    <span
      aria-hidden
      data-initials={initials(name)}
      className={clsx(
        'grid before:content-[attr(data-initials)] size-7 shrink-0 place-items-center rounded-full bg-accent font-semibold text-[0.7rem] text-accent-ink',
        className,
      )}
    />
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}
