'use client'
import { Button } from '@banyan/ui/button'
import { toast } from '@banyan/ui/toast'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { described } from '../../lib/failure-view.ts'
import { cancelJob } from '../../lib/jobs/actions.ts'

export interface CancelJobProps {
  readonly id: string
  readonly title: string
  readonly disabled?: boolean
}

/** Stops a job and shows what has become of it. */
export function CancelJob({ id, title, disabled = false }: CancelJobProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const cancel = () =>
    start(async () => {
      const answer = await cancelJob(id)
      if (answer.ok) router.refresh()
      else toast.error(answer.failure.title, { description: described(answer.failure) })
    })
  return (
    <Button size="sm" onClick={cancel} busy={pending} disabled={disabled} aria-label={`Cancel: ${title}`}>
      Cancel
    </Button>
  )
}
