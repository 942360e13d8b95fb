'use client'
import type { CrashProps } from '../components/crash.tsx'
import './globals.css'

/** Where even the frame of the pages broke. It is loaded with every page, so it is made of nothing else. */
export default function GlobalError({ error, reset }: CrashProps) {
  return (
    <html lang="en">
      <body>
        <main role="alert" className="grid min-h-dvh place-content-center justify-items-center gap-2 p-6 text-center">
          <h1 className="text-lg">This page could not be shown</h1>
          <p className="text-ink-3 text-sm">Something broke on our side. Your work is stored and is not affected.</p>
          <button
            type="button"
            onClick={reset}
            className="mt-3 h-9 rounded-md border border-line-strong/70 bg-surface px-3.5 font-medium text-sm hover:bg-hover"
          >
            Try again
          </button>
          {error.digest && (
            <p className="mt-3 text-ink-3 text-xs">
              Request id <code className="select-all font-mono">{error.digest}</code>
            </p>
          )}
        </main>
      </body>
    </html>
  )
}
