import { Card } from '@banyan/ui/card'
import { Loading, Skeleton } from '@banyan/ui/skeleton'

/** The shape of a page with one document. */
export function DocumentSkeleton() {
  return (
    <Loading label="Loading">
      <Skeleton className="mb-2 h-4 w-20" />
      <Skeleton className="mb-2 h-8 w-96 max-w-full" />
      <Skeleton className="mb-6 h-5.5 w-52" />
      <Card className="grid grid-cols-1 gap-3 px-8 py-6">
        {['w-40', 'w-full', 'w-full', 'w-3/4', 'w-full', 'w-5/6'].map((width, at) => (
          <Skeleton key={`${width} ${String(at)}`} className={`h-4 ${width}`} />
        ))}
      </Card>
    </Loading>
  )
}
