import Link from 'next/link'
import type { ReactNode } from 'react'
import { Wordmark } from '../../components/shell/wordmark.tsx'
import { Banyan } from '../../features/site/banyan.tsx'

export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <Link href="/" className="self-start rounded-md">
          <Wordmark />
        </Link>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">{children}</main>
        <p className="text-ink-3 text-xs">
          Your work stays on this server. No tracking, nothing loaded from elsewhere.
        </p>
      </div>
      <aside className="relative hidden overflow-hidden border-line border-l bg-sunken lg:flex lg:flex-col lg:justify-end">
        <Banyan fade="bottom" className="absolute inset-0 opacity-85" />
        <blockquote className="relative m-10 max-w-md text-ink-2 text-lg">
          A banyan starts on another tree, sends down roots, and ends as one tree with many trunks.
        </blockquote>
      </aside>
    </div>
  )
}
