'use client'
import type { Imported } from '@banyan/content/contract'
import { Button } from '@banyan/ui/button'
import { Dialog } from '@banyan/ui/dialog'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Notice } from '@banyan/ui/notice'
import { Switch } from '@banyan/ui/switch'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { describedFailure } from '../../lib/browser/get.ts'
import { importFiles, type Taken } from '../../lib/browser/library-file.ts'

export interface ImportDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Takes files into the library, and tells what became of each thing in them. */
export function ImportDialog({ open, onClose }: ImportDialogProps) {
  return (
    <Dialog
      look="wide"
      open={open}
      onClose={onClose}
      title="Import"
      description="Files that were exported here, or Markdown. Nothing is imported twice, and nothing that is there is lost."
    >
      <Steps onDone={onClose} />
    </Dialog>
  )
}

/** First the files, then what became of them. Begins anew each time the dialog is opened. */
function Steps({ onDone }: { readonly onDone: () => void }) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [taken, setTaken] = useState<Taken>()
  const [problem, setProblem] = useState<string>()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const files = form.getAll('files').filter((file): file is File => file instanceof File && file.name !== '')
    if (files.length === 0) return setProblem('Choose at least one file.')
    setBusy(true)
    setProblem(undefined)
    try {
      setTaken(await importFiles(files, form.has('replace')))
      router.refresh()
    } catch (error) {
      setProblem(describedFailure(error))
    } finally {
      setBusy(false)
    }
  }

  if (taken) return <Outcome taken={taken} onDone={onDone} />
  return (
    <form onSubmit={submit} className="grid grid-cols-1 gap-4">
      {problem && (
        <Notice live tone="bad" title="Not imported">
          {problem}
        </Notice>
      )}
      <Field label="Files" hint="JSON from an export, or Markdown. Up to 32 MB each.">
        <Input type="file" name="files" multiple accept=".json,.md,.markdown,.txt" />
      </Field>
      <label htmlFor="import-replace" className="flex items-start gap-3 text-sm">
        <Switch id="import-replace" name="replace" className="mt-0.5" />
        <span>
          <span className="block font-medium">Where an entry differs, take the file’s text</span>
          <span className="text-ink-3">
            What stands in the library becomes a version that can be restored. Otherwise it stays as it is.
          </span>
        </span>
      </label>
      <Button type="submit" variant="primary" busy={busy} className="justify-self-end">
        Import
      </Button>
    </form>
  )
}

const WORDS: Readonly<Record<Imported['outcome'], string>> = {
  created: 'new',
  replaced: 'replaced',
  restored: 'brought back',
  unchanged: 'there already',
  kept: 'left as they are',
  invalid: 'not usable',
}

function Outcome({ taken: { items, unreadable }, onDone }: { readonly taken: Taken; readonly onDone: () => void }) {
  const counts = Map.groupBy(items, ({ outcome }) => outcome)
  const told = items.filter(({ outcome }) => outcome === 'kept' || outcome === 'invalid')
  return (
    <div className="grid grid-cols-1 gap-4">
      <Notice live tone={unreadable.length > 0 || counts.has('invalid') ? 'warn' : 'good'} title={titleOf(items)}>
        <ul>
          {Object.entries(WORDS).map(([outcome, words]) => {
            // The keys are those of WORDS.
            const count = counts.get(outcome as Imported['outcome'])?.length ?? 0
            return count === 0 ? null : (
              <li key={outcome}>
                {count} {words}
              </li>
            )
          })}
        </ul>
        {unreadable.length > 0 && <p>No export: {unreadable.join(', ')}</p>}
      </Notice>
      {told.length > 0 && (
        <div
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-64 overflow-y-auto rounded-md border border-line"
        >
          <ul className="divide-y divide-line text-sm">
            {told.map(({ kind, id, title, message }, at) => (
              <li key={`${kind} ${id} ${String(at)}`} className="px-3 py-2">
                <p className="font-medium">{title || id}</p>
                <p className="text-ink-3">{message}</p>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Button variant="primary" onClick={onDone} className="justify-self-end">
        Done
      </Button>
    </div>
  )
}

const titleOf = (items: readonly Imported[]): string =>
  items.length === 0
    ? 'There was nothing in it'
    : items.length === 1
      ? 'One thing was read'
      : `${items.length} things were read`
