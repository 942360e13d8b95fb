import type { SavedSummary } from '@banyan/content/contract'
import { buttonClass } from '@banyan/ui/button'
import { Card, CardHeader } from '@banyan/ui/card'
import type { Job } from 'banyan/durable/contract'
import { JobEnded } from '../../components/job/job-ended.tsx'
import { Link } from '../../components/link.tsx'
import type { ContentType } from '../../lib/content/specs.ts'
import type { StudioKind } from '../../lib/studio/kinds.ts'
import { writeRoute } from '../../lib/studio/routes.ts'
import { EntryList } from '../library/entry-list.tsx'

export interface RunEndedProps {
  readonly job: Job
  readonly kind: StudioKind
  readonly type: ContentType
  readonly earlier: readonly SavedSummary[]
}

/** A run without a result: why, what was written before, and the way to write by hand. */
export function RunEnded({ job, kind, type, earlier }: RunEndedProps) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <JobEnded
        job={job}
        manual={
          <Link href={writeRoute(kind, type)} className={buttonClass({ size: 'sm', variant: 'ghost' })}>
            Write it yourself
          </Link>
        }
      />
      {earlier.length > 0 && (
        <Card>
          <CardHeader title="From before, in your library" hint="Meanwhile, what you have of this kind." />
          <EntryList entries={earlier} narrow />
        </Card>
      )}
    </div>
  )
}
