'use client'
import { Button, buttonClass } from '@banyan/ui/button'
import { Dialog } from '@banyan/ui/dialog'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Menu, MenuDivider } from '@banyan/ui/menu'
import { MenuChoice, MenuItem } from '@banyan/ui/menu-item'
import { toast } from '@banyan/ui/toast'
import { Check, FolderOpen, FolderPlus } from 'lucide-react'
import { type FormEvent, useState, useTransition } from 'react'
import { described } from '../../lib/failure-view.ts'
import { beginProject, moveEntry } from '../../lib/library/project-actions.ts'
import type { Held } from './use-entry.ts'

export interface Folder {
  readonly id: string
  readonly name: string
}

export interface ProjectChoiceProps {
  readonly entryId: string
  readonly projects: readonly Folder[]
  /** The project that it is in. */
  readonly current: string | null
  /** Told of the entry as it is afterwards: its version has changed. */
  readonly onMoved?: (entry: Held) => void
}

/** Which project an entry is in: another one, a new one, or none. */
export function ProjectChoice({ entryId, projects: known, current: first, onMoved }: ProjectChoiceProps) {
  const [projects, setProjects] = useState(known)
  const [current, setCurrent] = useState(first)
  const [naming, setNaming] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const name = projects.find(({ id }) => id === current)?.name

  const move = async (to: Folder | null) => {
    const answer = await moveEntry(entryId, to?.id ?? null)
    if (!answer.ok) {
      toast.error(`Not moved: ${answer.failure.title}`, { description: described(answer.failure) })
      return
    }
    setCurrent(to?.id ?? null)
    onMoved?.(answer.entry)
    toast.success(to ? `Saved to ${to.name}` : 'Taken out of its project')
  }
  const begin = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wanted = String(new FormData(event.currentTarget).get('name') ?? '')
    start(async () => {
      const answer = await beginProject(wanted)
      if (!answer.ok) return setProblem(answer.failure.fields.name ?? answer.failure.title)
      setProjects([...projects, answer.project])
      setNaming(false)
      await move(answer.project)
    })
  }

  return (
    <>
      <Menu
        label={name === undefined ? 'Save to project' : `Project: ${name}`}
        triggerClass={buttonClass()}
        trigger={
          <>
            <FolderOpen aria-hidden className="size-4" />
            <span className="max-w-40 truncate">{name ?? 'Save to project'}</span>
          </>
        }
      >
        {projects.map((project) => (
          <MenuChoice key={project.id} chosen={project.id === current} onClick={() => start(() => move(project))}>
            <FolderOpen aria-hidden />
            <span className="flex-1 truncate">{project.name}</span>
            {project.id === current && <Check aria-hidden />}
          </MenuChoice>
        ))}
        {projects.length > 0 && <MenuDivider />}
        <MenuItem onClick={() => setNaming(true)}>
          <FolderPlus aria-hidden />
          New project
        </MenuItem>
        {current !== null && <MenuItem onClick={() => start(() => move(null))}>Out of its project</MenuItem>}
      </Menu>
      <Dialog open={naming} onClose={() => setNaming(false)} title="New project">
        <form onSubmit={begin} className="grid grid-cols-1 gap-4">
          <Field label="Name" error={problem}>
            <Input name="name" maxLength={120} autoComplete="off" data-autofocus />
          </Field>
          <Button type="submit" variant="primary" busy={pending} className="justify-self-end">
            Begin and save to it
          </Button>
        </form>
      </Dialog>
    </>
  )
}
