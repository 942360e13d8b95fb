import { buttonClass } from '@banyan/ui/button'
import { PageHeader } from '@banyan/ui/page-header'
import { PenLine } from 'lucide-react'
import { Link } from '../../../components/link.tsx'

/** The head of the page, also while the rest of it is loading. */
export function SocialHeading() {
  return (
    <PageHeader
      over={
        <Link href="/studio" className="hover:text-ink hover:underline">
          Content studio
        </Link>
      }
      title="Social posts"
      lead="One topic, a post for each channel. Each fits its channel and is yours to change."
      actions={
        <Link href="/saved/new?type=social-media" className={buttonClass()}>
          <PenLine aria-hidden className="size-4" />
          Write them yourself
        </Link>
      }
    />
  )
}
