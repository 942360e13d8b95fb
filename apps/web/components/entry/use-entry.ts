'use client'
import { toast } from '@banyan/ui/toast'
import { useEffect, useEffectEvent, useState, useTransition } from 'react'
import { type Changed, changeEntry, createEntry } from '../../lib/library/actions.ts'
import { useLeaveWarning, useSaveKey } from '../use-unsaved.ts'

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
  /** The project that a new entry is put into. */
  readonly projectId?: string | undefined
  /** Also saves by itself, a moment after the last change. */
  readonly autosave?: boolean
  /** `byItself`: nobody asked for it. */
  readonly onSaved?: (entry: Held, created: boolean, byItself: boolean) => void
}

/** Milliseconds: of quiet before a change is saved by itself, and from a failure to the next try. */
const QUIET = 1500
const PAUSE = 10_000

/** Saving an entry with care: only over the version that was edited, and never silently over another's change. */
export function useEntry({ held: first, type, draft, nonce = '', projectId, autosave = false, onSaved }: EntryOptions) {
  const [held, setHeld] = useState(first)
  const [conflict, setConflict] = useState<Extract<Changed, { state: 'conflict' }>>()
  const [problem, setProblem] = useState<Extract<Changed, { state: 'failed' | 'gone' }>>()
  // After a conflict nothing is saved by itself until its writer has decided.
  const [undecided, setUndecided] = useState(false)
  const [saving, start] = useTransition()
  const [begun] = useState(draft)
  // Titles are kept without the spaces around them.
  const changed = (from: { title: string; body: string }) =>
    from.title.trim() !== draft.title.trim() || from.body !== draft.body
  const dirty = held === undefined || changed(held)
  // An empty new entry may be left without a word.
  const losing = changed(held ?? begun)

  /** Where only something beside the text was changed elsewhere, e.g. its project, there is nothing to decide. */
  const change = async (base: Held, byItself: boolean): Promise<Changed> => {
    const send = (version: number) => changeEntry(base.id, version, draft.title, draft.body, byItself)
    const answer = await send(base.version)
    if (answer.state !== 'conflict') return answer
    const { theirs } = answer
    return theirs.title === base.title && theirs.body === base.body ? send(theirs.version) : answer
  }
  const save = (over?: Held, byItself = false) =>
    start(async () => {
      const base = over ?? held
      const answer = base
        ? await change(base, byItself)
        : await createEntry({ type, ...draft, ...(projectId && { projectId }) }, `new:${nonce}`)
      setConflict(answer.state === 'conflict' ? answer : undefined)
      setUndecided(answer.state === 'conflict')
      setProblem(answer.state === 'failed' || answer.state === 'gone' ? answer : undefined)
      if (answer.state !== 'saved') return
      setHeld(answer.entry)
      if (!byItself) toast.success('Saved')
      onSaved?.(answer.entry, base === undefined, byItself)
    })

  const { title, body } = draft
  const saveByItself = useEffectEvent(() => save(undefined, true))
  // What cannot be saved yet, or needs a decision first, waits for its writer.
  const able = dirty && !saving && !undecided && problem?.state !== 'gone' && title.trim() !== '' && (held || losing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the text begins the wait anew
  useEffect(() => {
    if (!autosave || !able) return
    const timer = setTimeout(saveByItself, problem ? PAUSE : QUIET)
    return () => clearTimeout(timer)
  }, [autosave, able, problem, title, body])

  useLeaveWarning(losing)
  useSaveKey(dirty && !saving, () => save())

  return {
    held,
    dirty,
    saving,
    problem,
    /** What another tab or device saved meanwhile, as text for people. */
    theirs: conflict?.readable,
    save: () => save(),
    /** Takes note of a change that was made to the entry beside its text: its version has changed. */
    adopt: (entry: Held) => setHeld((before) => before && { ...before, version: entry.version }),
    /** Writes over what the other one saved. */
    keepMine: () => conflict && save(conflict.theirs),
    dismiss: () => setConflict(undefined),
  }
}
