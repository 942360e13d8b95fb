'use client'
import { Button } from '@banyan/ui/button'
import { toast } from '@banyan/ui/toast'
import { RotateCcw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { described } from '../../lib/failure-view.ts'
import { restoreVersion } from '../../lib/library/actions.ts'

export interface RestoreVersionProps {
  readonly id: string
  readonly version: number
  /** The version that stands now, as the page knows it. */
  readonly seen: number
}

/** Makes an earlier version the newest one, and shows the entry. */
export function RestoreVersion({ id, version, seen }: RestoreVersionProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const restore = () =>
    start(async () => {
      const answer = await restoreVersion(id, version, seen)
      if (answer.ok) {
        toast.success(`Version ${version} is back`, { description: 'What stood there before is a version now.' })
        router.push(`/saved/${id}`)
        return
      }
      toast.error(`Not restored: ${answer.failure.title}`, { description: described(answer.failure) })
      router.refresh()
    })
  return (
    <Button size="sm" onClick={restore} busy={pending}>
      {!pending && <RotateCcw aria-hidden className="size-4" />}
      Restore this version
    </Button>
  )
}
