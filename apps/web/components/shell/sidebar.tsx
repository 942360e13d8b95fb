'use client'
import { buttonClass } from '@banyan/ui/button'
import { clsx } from 'clsx'
import { BookOpen, CloudOff, Plus } from 'lucide-react'
import type { Route } from 'next'
import { Link } from '../link.tsx'
import { NavList } from './nav-list.tsx'
import { Wordmark } from './wordmark.tsx'

export interface SidebarProps {
  /** No model provider is configured: the built-in model writes. */
  readonly offline: boolean
  readonly onGo?: (() => void) | undefined
}

/** What stands on the left of every page, and in the drawer on a phone. */
export function Sidebar({ offline, onGo }: SidebarProps) {
  return (
    <div className="flex h-full flex-col gap-3 p-3">
      <Link href="/home" onClick={onGo} className="mx-1.5 mt-1 self-start rounded-md">
        <Wordmark />
      </Link>
      <Link
        href={'/studio' as Route}
        onClick={onGo}
        className={clsx(buttonClass({ variant: 'primary' }), 'justify-start')}
      >
        <Plus aria-hidden className="size-4" />
        New content
      </Link>
      <NavList onGo={onGo} />
      <div className="grid gap-0.5 text-sm">
        {offline && (
          <Link
            href="/settings#models"
            onClick={onGo}
            className="flex items-center gap-2.5 rounded-md bg-fig-soft px-2.5 py-2 text-fig-soft-ink text-xs"
          >
            <CloudOff aria-hidden className="size-4 shrink-0" />
            <span>
              <span className="block font-semibold">Offline model</span>
              No provider is configured
            </span>
          </Link>
        )}
        <a
          href="/docs"
          className="flex h-9 items-center gap-2.5 rounded-md px-2.5 text-ink-2 hover:bg-hover hover:text-ink"
        >
          <BookOpen aria-hidden className="size-4.5" strokeWidth={1.9} />
          API docs
        </a>
      </div>
    </div>
  )
}
