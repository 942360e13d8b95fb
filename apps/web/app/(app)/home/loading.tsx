import { Skeleton } from '@banyan/ui/skeleton'
import { PageSkeleton } from '../../../components/page-skeleton.tsx'

export default function Loading() {
  return (
    <>
      <Skeleton className="mb-2 h-8 w-48" />
      <Skeleton className="mb-6 h-5 w-64" />
      <PageSkeleton form />
    </>
  )
}
