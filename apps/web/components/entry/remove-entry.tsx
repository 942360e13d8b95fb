'use client'
import { Button, type ButtonLook } from '@banyan/ui/button'
import { toast } from '@banyan/ui/toast'
import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { described } from '../../lib/failure-view.ts'
import { bringBack, removeEntry } from '../../lib/library/actions.ts'

export interface RemoveEntryProps extends ButtonLook {
  readonly id: string
  readonly title: string
  /** Leave the page of the entry afterwards. */
  readonly leave?: boolean
}

/** Deletes an entry at once, and offers to take that back. */
export function RemoveEntry({ id, title, leave = false, ...look }: RemoveEntryProps) {
  const router = useRouter()
  const [pending, start] = useTransition()

  const remove = () =>
    start(async () => {
      const answer = await removeEntry(id)
      if (!answer.ok) {
        toast.error(`Not deleted: ${answer.failure.title}`, { description: described(answer.failure) })
        return
      }
      if (leave) router.push('/saved')
      router.refresh()
      const undo = async () => {
        const back = await bringBack(id)
        if (back.ok) toast.success('Restored')
        else toast.error('It could not be restored', { description: described(back.failure) || back.failure.title })
        router.refresh()
      }
      toast.message('Deleted', {
        description: title,
        duration: 10_000,
        action: { label: 'Undo', onClick: () => void undo() },
      })
    })

  return (
    <Button {...look} onClick={remove} busy={pending} aria-label={`Delete ${title}`}>
      {!pending && <Trash2 aria-hidden className="size-4" />}
      {look.icon ? null : 'Delete'}
    </Button>
  )
}
