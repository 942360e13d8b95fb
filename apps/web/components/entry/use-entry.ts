'use client'
import { toast } from '@banyan/ui/toast'
import { useEffect, useState, useTransition } from 'react'
import { type Changed, changeEntry, createEntry } from '../../lib/library/actions.ts'

/** What of an entry matters to its editor. */
export interface Held {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly body: string
}

export interface EntryOptions {
  /** What is saved now; undefined for an entry that does not exist yet. */
  readonly held: Held | undefined
  readonly type: string
  readonly draft: { readonly title: string; readonly body: string }
  /** Makes saving a new entry happen once. */
  readonly nonce?: string
  readonly onSaved?: (entry: Held, created: boolean) => void
}

/** Saving an entry with care: only over the version that was edited, and never silently over another's change. */
export function useEntry({ held: first, type, draft, nonce = '', onSaved }: EntryOptions) {
  const [held, setHeld] = useState(first)
  const [conflict, setConflict] = useState<Extract<Changed, { state: 'conflict' }>>()
  const [problem, setProblem] = useState<Extract<Changed, { state: 'failed' | 'gone' }>>()
  const [saving, start] = useTransition()
  const [begun] = useState(draft)
  const changed = (from: { title: string; body: string }) => from.title !== draft.title || from.body !== draft.body
  const dirty = held === undefined || changed(held)
  // An empty new entry may be left without a word.
  const losing = changed(held ?? begun)

  const save = (over?: Held) =>
    start(async () => {
      const base = over ?? held
      const answer = base
        ? await changeEntry(base.id, base.version, draft.title, draft.body)
        : await createEntry({ type, ...draft }, `new:${nonce}`)
      setConflict(answer.state === 'conflict' ? answer : undefined)
      setProblem(answer.state === 'failed' || answer.state === 'gone' ? answer : undefined)
      if (answer.state !== 'saved') return
      setHeld(answer.entry)
      toast.success('Saved')
      onSaved?.(answer.entry, base === undefined)
    })

  useEffect(() => {
    if (!losing) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [losing])

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      if (dirty && !saving) save()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  })

  return {
    held,
    dirty,
    saving,
    problem,
    /** What another tab or device saved meanwhile, as text for people. */
    theirs: conflict?.readable,
    save: () => save(),
    /** Writes over what the other one saved. */
    keepMine: () => conflict && save(conflict.theirs),
    dismiss: () => setConflict(undefined),
  }
}
