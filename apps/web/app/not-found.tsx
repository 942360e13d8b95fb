import { buttonClass } from '@banyan/ui/button'
import { EmptyState } from '@banyan/ui/empty-state'
import { Compass } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={Compass}
        level={1}
        title="There is nothing at this address"
        actions={
          <Link href="/" className={buttonClass()}>
            Go to the start page
          </Link>
        }
      >
        The link may be old, or it belongs to somebody else's account.
      </EmptyState>
    </main>
  )
}
