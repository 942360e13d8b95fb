'use client'
import type { Project } from '@banyan/content/contract'
import { Button, type ButtonLook } from '@banyan/ui/button'
import { Dialog } from '@banyan/ui/dialog'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Textarea } from '@banyan/ui/textarea'
import { FolderPlus, Settings2 } from 'lucide-react'
import { useActionState, useState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import type { FormState } from '../../lib/form-state.ts'
import { beginProject, changeProject } from './actions.ts'

export interface ProjectDialogProps extends Pick<ButtonLook, 'variant'> {
  /** The project to change; without one, a new one is begun. */
  readonly project?: Project
}

/** A button, and the form behind it: for a new project, or for a change of one. */
export function ProjectDialog({ project, variant = 'primary' }: ProjectDialogProps) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const Icon = project ? Settings2 : FolderPlus
  return (
    <>
      <Button variant={variant} onClick={() => setOpen(true)}>
        <Icon aria-hidden className="size-4" />
        {project ? 'Change' : 'New project'}
      </Button>
      <Dialog open={open} onClose={close} title={project ? 'Change the project' : 'New project'}>
        <ProjectForm project={project} onDone={close} />
      </Dialog>
    </>
  )
}

function ProjectForm({ project, onDone }: { readonly project: Project | undefined; readonly onDone: () => void }) {
  const nonce = useNonce()
  const submit = async (state: FormState, form: FormData) => {
    if (!project) return beginProject(state, form)
    const next = await changeProject(project.id, state, form)
    if (next.done) onDone()
    return next
  }
  const [state, action, pending] = useActionState(submit, {})
  const errors = state.failure?.fields ?? {}
  const values = state.values ?? project
  return (
    <form action={action} noValidate className="grid grid-cols-1 gap-4">
      <input type="hidden" name="nonce" value={nonce} />
      <FormFailure failure={state.failure} />
      <Field label="Name" error={errors.name}>
        <Input name="name" maxLength={120} autoComplete="off" defaultValue={values?.name} data-autofocus />
      </Field>
      <Field label="Description" hint="What it is about. May be left empty." error={errors.description}>
        <Textarea name="description" rows={3} maxLength={2000} defaultValue={values?.description} />
      </Field>
      <Button type="submit" variant="primary" busy={pending} className="justify-self-end">
        {project ? 'Save' : 'Begin project'}
      </Button>
    </form>
  )
}
