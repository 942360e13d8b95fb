import { PageHeader } from '@banyan/ui/page-header'
import { Link } from '../../../../components/link.tsx'

/** The head of the page, also while the rest of it is loading. */
export function DeletedHeading() {
  return (
    <PageHeader
      over={
        <Link href="/saved" className="hover:text-ink hover:underline">
          Library
        </Link>
      }
      title="Recently deleted"
      lead="What you deleted within the last thirty days. After that it is gone for good."
    />
  )
}
