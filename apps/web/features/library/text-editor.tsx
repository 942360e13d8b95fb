'use client'
import { buttonClass } from '@banyan/ui/button'
import { Card } from '@banyan/ui/card'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Tabs } from '@banyan/ui/tabs'
import { Textarea } from '@banyan/ui/textarea'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { LazyConflict } from '../../components/entry/lazy-conflict.tsx'
import { SaveBar } from '../../components/entry/save-bar.tsx'
import { type Held, useEntry } from '../../components/entry/use-entry.ts'
import { Link } from '../../components/link.tsx'
import { Markdown } from '../../components/markdown.tsx'
import { useNonce } from '../../components/use-nonce.ts'

export interface TextEditorProps {
  /** Undefined for a new entry. */
  readonly held?: Held
  readonly type: string
  /** The project that a new entry is put into. */
  readonly projectId?: string | undefined
}

/** Writes an entry by hand, in Markdown. It saves itself; the button saves and closes. */
export function TextEditor({ held, type, projectId }: TextEditorProps) {
  const router = useRouter()
  const nonce = useNonce()
  const [title, setTitle] = useState(held?.title ?? '')
  const [body, setBody] = useState(held?.body ?? '')
  const entry = useEntry({
    held,
    type,
    draft: { title, body },
    nonce,
    projectId,
    autosave: true,
    onSaved: (saved, created, byItself) => {
      if (!byItself) router.push(`/saved/${saved.id}`)
      // The address follows, so that loading the page again goes on with the entry; nothing on the page moves.
      else if (created) window.history.replaceState(null, '', `/saved/${saved.id}?edit`)
    },
  })
  const saved = entry.held
  const write = (
    <Textarea
      aria-label="Text"
      value={body}
      rows={14}
      className="min-h-72"
      maxLength={500_000}
      placeholder="Markdown: ## heading, - list, **bold**, [link](https://...)"
      onChange={(event) => setBody(event.target.value)}
    />
  )
  const preview = (
    <article className="prose min-h-40">
      {body.trim() === '' ? <p className="text-ink-3">Nothing to show yet.</p> : <Markdown text={body} />}
    </article>
  )
  return (
    <Card className="grid grid-cols-1 max-w-4xl gap-5 px-6 py-5">
      <SaveBar entry={entry} onDone={saved && (() => router.push(`/saved/${saved.id}`))}>
        <Link href={saved ? `/saved/${saved.id}` : '/saved'} className={buttonClass({ variant: 'ghost' })}>
          Close
        </Link>
      </SaveBar>
      <Field label="Title">
        <Input value={title} maxLength={300} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Tabs
        label="Text"
        tabs={[
          { key: 'write', label: 'Write', panel: write },
          { key: 'preview', label: 'Preview', panel: preview },
        ]}
      />
      <LazyConflict entry={entry} mine={body} />
    </Card>
  )
}
