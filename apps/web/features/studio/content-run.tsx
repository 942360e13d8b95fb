'use client'
import { buttonClass } from '@banyan/ui/button'
import { Notice } from '@banyan/ui/notice'
import type { Job } from 'banyan/durable/contract'
import { PenLine } from 'lucide-react'
import type { Route } from 'next'
import { DraftView } from '../../components/content/draft-view.tsx'
import { JobRun } from '../../components/job/job-run.tsx'
import { Link } from '../../components/link.tsx'
import type { ContentType } from '../../lib/content/specs.ts'

export interface ContentRunProps {
  readonly job: Job
  readonly type: ContentType
  /** Where one writes without a model. */
  readonly byHand: Route
}

/** A run of the studio at work: its story, what it has written so far, and the other way where the models do not answer. */
export function ContentRun({ job, type, byHand }: ContentRunProps) {
  return (
    <JobRun
      job={job}
      below={({ texts, lines }) => (
        <>
          {lines.at(-1)?.kind === 'trouble' && (
            <Notice
              title="It is tried again by itself"
              actions={
                <Link href={byHand} className={buttonClass({ size: 'sm' })}>
                  <PenLine aria-hidden className="size-4" />
                  Write it yourself
                </Link>
              }
            >
              You need not wait here: what comes of it stands in your activity.
            </Notice>
          )}
          <DraftView type={type} texts={texts} />
        </>
      )}
    />
  )
}
