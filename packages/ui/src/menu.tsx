'use client'
import { clsx } from 'clsx'
import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react'

export interface MenuProps {
  /** Name of the button that opens it. */
  readonly label: string
  /** What the button shows, and how it looks. */
  readonly trigger: ReactNode
  readonly triggerClass?: string
  /** Which edges line up with the button. */
  readonly align?: 'start' | 'end'
  /** `MenuItem`s, `MenuLabel`s and `MenuDivider`s. */
  readonly children: ReactNode
}

/** A drop-down menu on the browser's popover: on top of everything, closed by Escape and by a click elsewhere. */
export function Menu({ label, trigger, triggerClass, align = 'end', children }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  const toggled = (event: ToggleEvent<HTMLDivElement>) => {
    const opened = event.newState === 'open'
    setOpen(opened)
    if (!opened || !menu.current || !button.current) return
    place(menu.current, button.current, align)
    items(menu.current)[0]?.focus()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        className={triggerClass}
      >
        {trigger}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onToggle={toggled}
        onKeyDown={moveFocus}
        onClick={(event) => {
          if ((event.target as Element).closest('[role^=menuitem]')) menu.current?.hidePopover()
        }}
        className="min-w-52 rounded-lg border border-line bg-surface p-1 text-ink shadow-3"
      >
        {children}
      </div>
    </>
  )
}

export const menuItemClass = clsx(
  'flex w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left text-sm outline-none',
  'hover:bg-hover focus:bg-hover disabled:opacity-50 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-3',
)

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <div className="px-2.5 pt-2 pb-1 font-medium text-ink-3 text-xs">{children}</div>
}

export function MenuDivider() {
  return <hr className="-mx-1 my-1 border-line" />
}

const items = (menu: Element) => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)')]

function moveFocus(event: KeyboardEvent<HTMLDivElement>) {
  const all = items(event.currentTarget)
  const at = all.indexOf(document.activeElement as HTMLElement)
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  if (next === undefined) return
  event.preventDefault()
  all.at(next % all.length)?.focus()
}

/** Under the button, or over it where there is no room; never out of the window. */
function place(menu: HTMLElement, button: HTMLElement, align: 'start' | 'end') {
  const from = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = menu
  const below = from.bottom + 6
  const top = below + height > window.innerHeight - 8 ? Math.max(8, from.top - height - 6) : below
  const left = align === 'end' ? from.right - width : from.left
  menu.style.top = `${top}px`
  menu.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`
}
