import { clsx } from 'clsx'
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'

export interface ButtonLook {
  /** `primary` for the one main thing of a view, `secondary` for the rest, `ghost` inside bars and rows. */
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | undefined
  readonly size?: 'sm' | 'md' | 'lg' | undefined
  /** Square, for a lone icon. Give it an `aria-label`. */
  readonly icon?: boolean | undefined
}

export interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  /** Shows a spinner and refuses clicks while something is under way. */
  readonly busy?: boolean | undefined
}

export function Button({ variant, size, icon, busy, className, children, disabled, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={clsx(buttonClass({ variant, size, icon }), className)}
    >
      {busy && <LoaderCircle aria-hidden className="size-4 animate-turn" />}
      {children}
    </button>
  )
}

/** The look of a button, for links that act like one. */
export function buttonClass({ variant = 'secondary', size = 'md', icon = false }: ButtonLook = {}): string {
  return clsx(
    'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium',
    'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55',
    VARIANTS[variant],
    icon ? SQUARES[size] : SIZES[size],
  )
}

const VARIANTS = {
  primary: 'bg-accent text-accent-ink shadow-1 hover:bg-accent-hover',
  secondary: 'border border-line-strong/70 bg-surface text-ink shadow-1 hover:bg-hover',
  ghost: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'border border-bad/45 bg-surface text-bad hover:bg-bad-soft',
} as const

const SIZES = {
  sm: 'h-8 px-2.5 text-sm',
  md: 'h-9 px-3.5 text-sm',
  lg: 'h-11 px-5 text-base',
} as const

const SQUARES = { sm: 'size-8', md: 'size-9', lg: 'size-11' } as const
