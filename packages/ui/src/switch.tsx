import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** An on/off setting that takes effect at once or with its form. A checkbox underneath, so it submits and works without scripts. */
export function Switch({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      {...rest}
      type="checkbox"
      // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox has its state by itself
      role="switch"
      className={clsx(
        'relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-hover transition-colors',
        'before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-ink-3 before:transition-transform',
        'checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-ink',
        className,
      )}
    />
  )
}
