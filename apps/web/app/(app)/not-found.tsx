import { buttonClass } from '@banyan/ui/button'
import { EmptyState } from '@banyan/ui/empty-state'
import { Compass } from 'lucide-react'
import { Link } from '../../components/link.tsx'

export default function NotFound() {
  return (
    <EmptyState
      icon={Compass}
      level={1}
      title="This is not here"
      actions={
        <>
          <Link href="/saved" className={buttonClass()}>
            Open the library
          </Link>
          <Link href="/activity" className={buttonClass({ variant: 'ghost' })}>
            See activity
          </Link>
        </>
      }
    >
      It was deleted, or it belongs to another account.
    </EmptyState>
  )
}
