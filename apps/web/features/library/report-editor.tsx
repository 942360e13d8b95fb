'use client'
import { buttonClass } from '@banyan/ui/button'
import { Card } from '@banyan/ui/card'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Textarea } from '@banyan/ui/textarea'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { LazyConflict } from '../../components/entry/lazy-conflict.tsx'
import { SaveBar } from '../../components/entry/save-bar.tsx'
import { type Held, useEntry } from '../../components/entry/use-entry.ts'
import { Link } from '../../components/link.tsx'
import type { ReportDocument } from '../../lib/library/document.ts'
import { reportMarkdown } from '../../lib/library/report-markdown.ts'

/** Edits what a report says. Its sources and the model that wrote it stay as they are. It saves itself. */
export function ReportEditor({ entry: saved, report }: { readonly entry: Held; readonly report: ReportDocument }) {
  const router = useRouter()
  const [title, setTitle] = useState(saved.title)
  const [summary, setSummary] = useState(report.summary)
  const [findings, setFindings] = useState(report.keyFindings.join('\n'))
  const leave = () => router.push(`/saved/${saved.id}`)
  const edited = { ...report, summary, keyFindings: linesOf(findings) }
  const entry = useEntry({
    held: { ...saved, body: JSON.stringify(report) },
    type: 'research-report',
    draft: { title, body: JSON.stringify(edited) },
    autosave: true,
    onSaved: (_, __, byItself) => {
      if (!byItself) leave()
    },
  })
  return (
    <Card className="grid grid-cols-1 max-w-4xl gap-5 px-6 py-5">
      <SaveBar entry={entry} onDone={leave}>
        <Link href={`/saved/${saved.id}`} className={buttonClass({ variant: 'ghost' })}>
          Close
        </Link>
      </SaveBar>
      <Field label="Title">
        <Input value={title} maxLength={300} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label="Summary">
        <Textarea value={summary} rows={6} onChange={(event) => setSummary(event.target.value)} />
      </Field>
      <Field label="Key findings" hint="One in a line.">
        <Textarea value={findings} rows={6} onChange={(event) => setFindings(event.target.value)} />
      </Field>
      <LazyConflict entry={entry} mine={reportMarkdown(title, edited)} />
    </Card>
  )
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
