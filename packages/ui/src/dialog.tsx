'use client'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'

export interface DialogProps {
  readonly open: boolean
  /** Called when the reader leaves it: Escape, a click beside it, its close button. */
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  /** Buttons at the bottom. */
  readonly footer?: ReactNode
  /** `drawer` comes from the left edge, `bare` has neither title bar nor padding. */
  readonly look?: 'panel' | 'wide' | 'drawer' | 'bare'
  readonly children?: ReactNode
}

/** A modal dialog on the browser's own `<dialog>`, which traps focus, hides the rest and gives focus back. */
export function Dialog({ open, onClose, title, description, footer, look = 'panel', children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) {
      dialog.showModal()
      dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    } else if (!open && dialog.open) dialog.close()
  }, [open])

  const closeOnBackdrop = (event: SyntheticEvent) => {
    if (event.target === ref.current) onClose()
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way out, and the browser gives it.
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onClose={onClose}
      onClick={closeOnBackdrop}
      className={clsx('bg-surface text-ink shadow-3', LOOKS[look])}
    >
      {open && (
        <div className="flex max-h-[inherit] min-h-0 flex-1 flex-col">
          <div
            className={clsx(
              look === 'bare' ? 'sr-only' : 'flex items-start justify-between gap-4 px-5 pt-4',
              look === 'drawer' && 'sr-only',
            )}
          >
            <h2 id={`${id}-title`} className="pt-1 text-lg">
              {title}
            </h2>
            <Button icon size="sm" variant="ghost" aria-label="Close" onClick={onClose} className="-mr-1.5">
              <X aria-hidden className="size-4.5" />
            </Button>
          </div>
          {description && (
            <p id={`${id}-description`} className="px-5 text-ink-2 text-sm">
              {description}
            </p>
          )}
          <div className={clsx('min-h-0 flex-1 overflow-y-auto overscroll-contain', PADDED.has(look) && 'px-5 py-4')}>
            {children}
          </div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3.5">{footer}</div>}
        </div>
      )}
    </dialog>
  )
}

const CENTRED = 'm-auto max-h-[85dvh] w-[calc(100vw-2rem)] rounded-xl border border-line open:flex'

const LOOKS = {
  panel: `${CENTRED} max-w-md`,
  wide: `${CENTRED} max-w-3xl`,
  bare: 'mx-auto mt-[12dvh] max-h-[70dvh] w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-xl border border-line open:flex',
  drawer: 'm-0 h-dvh max-h-dvh w-72 max-w-[85vw] border-line border-r open:flex',
} as const

const PADDED: ReadonlySet<string> = new Set(['panel', 'wide'])
