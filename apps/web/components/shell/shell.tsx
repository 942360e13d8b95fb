'use client'
import { Button } from '@banyan/ui/button'
import { Dialog } from '@banyan/ui/dialog'
import { Kbd } from '@banyan/ui/kbd'
import { ToastHost } from '@banyan/ui/toast'
import { Tooltip } from '@banyan/ui/tooltip'
import { Keyboard, Menu as MenuIcon, Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { LazyPalette } from './lazy-palette.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { Sidebar } from './sidebar.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import { type Account, UserMenu } from './user-menu.tsx'

export interface ShellProps {
  readonly account: Account
  readonly offline: boolean
  readonly children: ReactNode
}

type Overlay = 'palette' | 'shortcuts' | 'drawer' | undefined

/** The frame of every signed-in page. */
export function Shell({ account, offline, children }: ShellProps) {
  const [overlay, setOverlay] = useState<Overlay>()
  // Only itself: the browser tells of a closed dialog a moment later, when the next one may be open already.
  const close = (which: Overlay) => () => setOverlay((now) => (now === which ? undefined : now))
  useShortcuts({ palette: () => setOverlay('palette'), sheet: () => setOverlay('shortcuts') })

  return (
    <div className="grid min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh border-line border-r bg-sunken lg:block">
        <Sidebar offline={offline} />
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-line border-b bg-paper/90 px-4 backdrop-blur-sm sm:px-6">
          <Button
            icon
            variant="ghost"
            aria-label="Open navigation"
            className="-ml-2 lg:hidden"
            onClick={() => setOverlay('drawer')}
          >
            <MenuIcon aria-hidden className="size-5" />
          </Button>
          <button
            type="button"
            onClick={() => setOverlay('palette')}
            className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md border border-line bg-surface px-3 text-ink-3 text-sm hover:border-line-strong sm:max-w-72"
          >
            <Search aria-hidden className="size-4 shrink-0" />
            <span className="truncate">Search or go to</span>
            <span className="ml-auto hidden gap-0.5 sm:flex">
              <Kbd>Ctrl</Kbd>
              <Kbd>K</Kbd>
            </span>
          </button>
          <div className="ml-auto flex items-center gap-1">
            <span className="max-sm:hidden">
              <Tooltip text="Keyboard shortcuts">
                <Button icon variant="ghost" aria-label="Keyboard shortcuts" onClick={() => setOverlay('shortcuts')}>
                  <Keyboard aria-hidden className="size-4.5" />
                </Button>
              </Tooltip>
            </span>
            <ThemeMenu />
            <UserMenu account={account} />
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl flex-1 px-4 py-7 outline-none sm:px-6 lg:px-8"
        >
          {children}
        </main>
      </div>
      <Dialog open={overlay === 'drawer'} onClose={close('drawer')} title="Navigation" look="drawer">
        <Sidebar offline={offline} onGo={close('drawer')} />
      </Dialog>
      <ShortcutSheet open={overlay === 'shortcuts'} onClose={close('shortcuts')} />
      <LazyPalette open={overlay === 'palette'} onClose={close('palette')} onSheet={() => setOverlay('shortcuts')} />
      <ToastHost />
    </div>
  )
}
