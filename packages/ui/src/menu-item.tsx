import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { menuItemClass } from './menu.tsx'

/** An action in a menu. */
export function MenuItem({ className, ...rest }: ComponentProps<'button'>) {
  return <button type="button" role="menuitem" tabIndex={-1} {...rest} className={clsx(menuItemClass, className)} />
}

/** One of several in a menu, the chosen one marked. */
export function MenuChoice({ chosen, className, ...rest }: ComponentProps<'button'> & { readonly chosen: boolean }) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={chosen}
      tabIndex={-1}
      {...rest}
      className={clsx(menuItemClass, chosen && 'font-medium text-accent [&>svg]:text-accent', className)}
    />
  )
}
