import { Loading as Busy, Skeleton } from '@banyan/ui/skeleton'
import { PageSkeleton } from '../../../../components/page-skeleton.tsx'

export default function Loading() {
  return (
    <>
      <Busy label="Loading the project">
        <Skeleton className="mb-2 h-4 w-20" />
        <Skeleton className="mb-6 h-8 w-72 max-w-full" />
      </Busy>
      <PageSkeleton />
    </>
  )
}
