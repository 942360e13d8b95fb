import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface TooltipProps {
  readonly text: ReactNode
  readonly side?: 'bottom' | 'right'
  readonly align?: 'center' | 'end'
  readonly children: ReactNode
}

/**
 * A short name beside an icon button on hover or keyboard focus. It repeats the button's own label for the eye, so it
 * is hidden from assistive technology; nothing that is only said here may matter.
 */
export function Tooltip({ text, side = 'bottom', align = 'center', children }: TooltipProps) {
  return (
    <span className="group/tip relative inline-flex">
      {children}
      <span
        aria-hidden
        className={clsx(
          'pointer-events-none absolute z-30 whitespace-nowrap rounded-sm bg-ink px-2 py-1 text-paper text-xs opacity-0 shadow-2',
          'transition-opacity delay-0 duration-100 group-hover/tip:opacity-100 group-hover/tip:delay-400 group-has-focus-visible/tip:opacity-100',
          side === 'right' && 'top-1/2 left-full ml-2 -translate-y-1/2',
          side === 'bottom' && 'top-full mt-1.5',
          side === 'bottom' && (align === 'end' ? 'right-0' : 'left-1/2 -translate-x-1/2'),
        )}
      >
        {text}
      </span>
    </span>
  )
}
