'use client'
import { Button } from '@banyan/ui/button'
import { toast } from '@banyan/ui/toast'
import { CircleCheck } from 'lucide-react'
import { useTransition } from 'react'
import { described } from '../../lib/failure-view.ts'
import { markLesson } from './actions.ts'

/** Marks a lesson as done, or takes that back. It says so only when that is saved: whoever reads on has left the page. */
export function DoneButton({ lesson, done }: { readonly lesson: string; readonly done: boolean }) {
  const [pending, start] = useTransition()
  const toggle = () =>
    start(async () => {
      const failure = await markLesson(lesson, !done)
      if (failure) toast.error(`Not saved: ${failure.title}`, { description: described(failure) })
    })
  return (
    <Button variant={done ? 'secondary' : 'primary'} aria-pressed={done} busy={pending} onClick={toggle}>
      {!pending && <CircleCheck aria-hidden className="size-4" />}
      {done ? 'Done' : 'Mark as done'}
    </Button>
  )
}
