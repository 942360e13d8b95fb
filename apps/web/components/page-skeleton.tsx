import { Card } from '@banyan/ui/card'
import { Loading, Skeleton } from '@banyan/ui/skeleton'

export interface PageSkeletonProps {
  /** A form above the list. */
  readonly form?: boolean
  readonly rows?: number
}

/** The shape of most pages under their head: perhaps a form, and rows. */
export function PageSkeleton({ form = false, rows = 6 }: PageSkeletonProps) {
  return (
    <Loading label="Loading">
      <div className="grid grid-cols-1 gap-5">
        {form && (
          <Card className="grid grid-cols-1 gap-3 px-6 py-5">
            <Skeleton className="h-11" />
            <Skeleton className="h-5 w-72 max-w-full" />
          </Card>
        )}
        <Card>
          {Array.from({ length: rows }, (_, at) => (
            <div key={String(at)} className="flex items-center gap-4 border-line border-b px-5 py-3.5 last:border-0">
              <Skeleton className="size-9 shrink-0" />
              <div className="grid flex-1 gap-1.5">
                <Skeleton className="h-4 w-56 max-w-full" />
                <Skeleton className="h-3 w-36 max-w-full" />
              </div>
              <Skeleton className="h-5.5 w-20 shrink-0 rounded-full" />
            </div>
          ))}
        </Card>
      </div>
    </Loading>
  )
}
