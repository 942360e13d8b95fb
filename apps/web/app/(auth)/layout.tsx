import Link from 'next/link'
import type { ReactNode } from 'react'
import { Wordmark } from '../../components/shell/wordmark.tsx'
import { Banyan } from '../../features/site/banyan.tsx'

export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-cols-1 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <header>
          <Link href="/" className="inline-block rounded-md">
            <Wordmark />
          </Link>
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">{children}</main>
        <footer className="text-ink-3 text-xs">
          Your work stays on this server. No tracking, nothing loaded from elsewhere.
        </footer>
      </div>
      <aside
        aria-label="What a banyan is"
        className="hidden border-line border-l bg-sunken lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col"
      >
        <Banyan fade="bottom" className="min-h-0 flex-1 opacity-85" />
        <p className="m-10 mt-4 max-w-md text-ink-2 text-lg">
          A banyan starts on another tree, sends down roots, and ends as one tree with many trunks.
        </p>
      </aside>
    </div>
  )
}
