'use client'
import { Button } from '@banyan/ui/button'
import { toast } from '@banyan/ui/toast'
import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { described } from '../../lib/failure-view.ts'
import { retryJob } from '../../lib/jobs/actions.ts'

/** Starts an ended job again and shows it running. */
export function RetryJob({ id }: { readonly id: string }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const retry = () =>
    start(async () => {
      const answer = await retryJob(id)
      if (answer.ok) router.refresh()
      else toast.error(answer.failure.title, { description: described(answer.failure) })
    })
  return (
    <Button onClick={retry} busy={pending} size="sm">
      {!pending && <RotateCw aria-hidden className="size-4" />}
      Try again
    </Button>
  )
}
