'use client'
import { Button } from '@banyan/ui/button'
import { Notice } from '@banyan/ui/notice'
import type { Job } from 'banyan/durable/contract'
import type { FieldSpec, Fields } from '../../lib/content/specs.ts'
import { InlineJob } from '../job/inline-job.tsx'
import { RequestId } from '../request-id.tsx'
import { FieldView } from './field-view.tsx'
import type { Rewriting } from './use-rewrite.ts'

export interface RewriteOfferProps {
  readonly rewriting: Rewriting
  readonly spec: FieldSpec
  /** The fields as they would be. */
  readonly offered: Fields
  /** It came out as it stands here already. */
  readonly same: boolean
  readonly onEnd: (job: Job) => void
  readonly onReplace: () => void
  readonly onKeep: () => void
}

/** What has become of writing one field again, below that field: its progress, then the offer to take it. */
export function RewriteOffer({ rewriting, spec, offered, same, onEnd, onReplace, onKeep }: RewriteOfferProps) {
  if (rewriting.state === 'running') return <InlineJob job={rewriting.job} onEnd={onEnd} />
  if (rewriting.state === 'failed') {
    const { failure } = rewriting
    return (
      <Notice
        live
        tone={failure.temporary ? 'warn' : 'bad'}
        title={failure.title}
        actions={
          <Button size="sm" onClick={onKeep}>
            Close
          </Button>
        }
      >
        {failure.detail && <p>{failure.detail}</p>}
        <p>What stands here is unchanged.</p>
        <RequestId id={failure.requestId} />
      </Notice>
    )
  }
  return (
    <div
      role="status"
      className="grid grid-cols-1 gap-3 rounded-lg border border-accent/50 bg-accent-soft/40 px-4 py-3"
    >
      <p className="font-semibold text-sm">{same ? 'It came out the same again' : 'Written again'}</p>
      {!same && <FieldView spec={spec} fields={offered} top={3} />}
      <div className="flex flex-wrap gap-2">
        {!same && (
          <Button size="sm" variant="primary" onClick={onReplace}>
            Replace
          </Button>
        )}
        <Button size="sm" onClick={onKeep}>
          {same ? 'Close' : 'Keep mine'}
        </Button>
      </div>
    </div>
  )
}
