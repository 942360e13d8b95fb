'use client'
import type { AgentProfile } from '@banyan/content/contract'
import { toast } from '@banyan/ui/toast'
import { useState, useTransition } from 'react'
import { useLeaveWarning, useSaveKey } from '../../components/use-unsaved.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { saveAgentProfile } from './actions.ts'
import { changeOf, differing, type FieldName, type Fields, fieldsOf, pathOf } from './fields.ts'

/** The profile while it is edited: saved only over the version that was opened, and never silently over another's change. */
export function useProfile(profile: AgentProfile, begun: Fields) {
  const [version, setVersion] = useState(profile.version)
  const [saved, setSaved] = useState(() => fieldsOf(profile))
  const [fields, setFields] = useState(begun)
  const [theirs, setTheirs] = useState<AgentProfile>()
  const [failure, setFailure] = useState<FailureView>()
  const [saving, start] = useTransition()
  const changed = differing(fields, saved)
  const dirty = changed.length > 0
  // What was filled in for somebody who has typed nothing is no loss.
  const losing = differing(fields, begun).length > 0 && dirty

  const stands = (now: AgentProfile, text: Fields) => {
    setVersion(now.version)
    setSaved(fieldsOf(now))
    setFields(text)
    setTheirs(undefined)
    setFailure(undefined)
  }
  const save = (over?: AgentProfile) =>
    start(async () => {
      const change = changeOf(fields, over ? fieldsOf(over) : saved)
      // Of what somebody else changed, only what was changed here is written over.
      const mine = over ? { name: over.name, ...onlyMine(change, changed) } : change
      const answer = await saveAgentProfile(over?.version ?? version, mine)
      if (answer.state === 'saved') {
        stands(answer.profile, fieldsOf(answer.profile))
        toast.success('Profile saved')
      } else if (answer.state === 'conflict') setTheirs(answer.theirs)
      else {
        setTheirs(undefined)
        setFailure(answer.failure)
      }
    })

  useLeaveWarning(losing)
  useSaveKey(dirty && !saving, () => save())

  return {
    fields,
    saved,
    dirty,
    /** Nothing was saved so far. */
    fresh: version === 0,
    saving,
    theirs,
    failure,
    set: (name: FieldName, text: string) => setFields((before) => ({ ...before, [name]: text })),
    errorOf: (name: FieldName) => failure?.fields[pathOf(name)],
    save: () => save(),
    keepMine: () => theirs && save(theirs),
    takeTheirs: () => theirs && stands(theirs, fieldsOf(theirs)),
    dismiss: () => setTheirs(undefined),
  }
}

function onlyMine(change: Record<string, unknown>, changed: readonly FieldName[]): Record<string, unknown> {
  const paths = new Set(changed.map((name) => pathOf(name).split('.')[0]))
  return Object.fromEntries(Object.entries(change).filter(([name]) => paths.has(name)))
}
