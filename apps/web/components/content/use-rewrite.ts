'use client'
import type { Job } from 'banyan/durable/contract'
import { useState, useTransition } from 'react'
import type { Fields } from '../../lib/content/specs.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { madeFields, writeAgain } from '../../lib/studio/actions.ts'
import { useNonce } from '../use-nonce.ts'

/** How one field is written again: asked for, under way, offered, or failed. */
export type Rewriting =
  | { readonly state: 'running'; readonly field: string; readonly job: Job }
  | { readonly state: 'offered'; readonly field: string; readonly title: string; readonly fields: Fields }
  | { readonly state: 'failed'; readonly field: string; readonly failure: FailureView }

/** Runs the generator of a job again, for one field at a time. */
export function useRewrite(jobId: string | undefined) {
  const [now, setNow] = useState<Rewriting>()
  const [count, setCount] = useState(0)
  const [starting, start] = useTransition()
  const nonce = useNonce()

  const begin = (field: string) => {
    setCount(count + 1)
    start(async () => {
      const answer = await writeAgain(jobId ?? '', `${nonce}:${count}`)
      setNow(
        answer.ok ? { state: 'running', field, job: answer.job } : { state: 'failed', field, failure: answer.failure },
      )
    })
  }
  const ended = async (field: string, job: Job) => {
    const answer = await madeFields(job.id)
    const { title, fields } = answer.ok ? answer : { title: '', fields: {} }
    setNow(answer.ok ? { state: 'offered', field, title, fields } : { state: 'failed', field, failure: answer.failure })
  }

  return {
    now,
    busy: starting || now?.state === 'running',
    /** Undefined where it is not known how it was made. */
    begin: jobId === undefined ? undefined : begin,
    ended: (field: string, job: Job) => void ended(field, job),
    dismiss: () => setNow(undefined),
  }
}
