'use client'
import { Button } from '@banyan/ui/button'
import { toast } from '@banyan/ui/toast'
import { Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { described } from '../../lib/failure-view.ts'
import { bringBack } from '../../lib/library/actions.ts'

/** Brings a deleted entry back into the library. */
export function BringBack({ id, title }: { readonly id: string; readonly title: string }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const restore = () =>
    start(async () => {
      const answer = await bringBack(id)
      if (answer.ok)
        toast.success('Restored', {
          description: title,
          action: { label: 'Open', onClick: () => router.push(`/saved/${id}`) },
        })
      else toast.error(`Not restored: ${answer.failure.title}`, { description: described(answer.failure) })
      router.refresh()
    })
  return (
    <Button size="sm" onClick={restore} busy={pending} aria-label={`Restore ${title}`}>
      {!pending && <Undo2 aria-hidden className="size-4" />}
      Restore
    </Button>
  )
}
