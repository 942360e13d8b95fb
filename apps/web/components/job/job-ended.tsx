import { Card, CardBody } from '@banyan/ui/card'
import { Notice } from '@banyan/ui/notice'
import type { Job } from 'banyan/durable/contract'
import type { ReactNode } from 'react'
import { RetryJob } from './retry-job.tsx'

/** A job that ended without a result: why, and what can be done. `manual` offers the way without a model. */
export function JobEnded({ job, manual }: { readonly job: Job; readonly manual?: ReactNode }) {
  const modelDown = job.error?.code === 'modelUnavailable'
  const actions = (
    <>
      <RetryJob id={job.id} />
      {manual}
    </>
  )
  return (
    <Card>
      <CardBody>
        {job.status === 'cancelled' ? (
          <Notice title="This run was cancelled" actions={actions}>
            What it had finished is kept: starting it again goes on from there.
          </Notice>
        ) : (
          <Notice
            tone={modelDown ? 'warn' : 'bad'}
            title={modelDown ? 'AI service temporarily unavailable' : (job.error?.title ?? 'This run failed')}
            actions={actions}
          >
            {job.error?.detail && <p>{job.error.detail}</p>}
            <p>
              {modelDown
                ? 'No model answered. Try again in a while; steps that were finished are kept.'
                : 'Steps that were finished are kept: trying again goes on from there.'}
            </p>
          </Notice>
        )}
        <p className="mt-4 text-ink-3 text-xs">
          Job id <code className="select-all font-mono">{job.id}</code>
          {job.attempts > 1 && ` · ${job.attempts} attempts`}
        </p>
      </CardBody>
    </Card>
  )
}
