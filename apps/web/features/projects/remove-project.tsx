'use client'
import type { Project } from '@banyan/content/contract'
import { Button } from '@banyan/ui/button'
import { Dialog } from '@banyan/ui/dialog'
import { toast } from '@banyan/ui/toast'
import { Trash2 } from 'lucide-react'
import { useState, useTransition } from 'react'
import { described } from '../../lib/failure-view.ts'
import { endProject } from './actions.ts'
import { entriesIn } from './entries-in.ts'

/** Deletes a project after asking: that cannot be undone, though nothing in it is lost. */
export function RemoveProject({ project }: { readonly project: Project }) {
  const [asking, setAsking] = useState(false)
  const [pending, start] = useTransition()
  const remove = () =>
    start(async () => {
      const failure = await endProject(project.id)
      if (!failure) return
      setAsking(false)
      toast.error(`Not deleted: ${failure.title}`, { description: described(failure) })
    })
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        Delete
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Delete ${project.name}?`}
        description={
          project.entries === 0
            ? 'Nothing is in it.'
            : `What is in it (${entriesIn(project)}) stays in your library, without a project.`
        }
        footer={
          <>
            <Button variant="ghost" onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button variant="danger" onClick={remove} busy={pending}>
              Delete project
            </Button>
          </>
        }
      />
    </>
  )
}
