import { channelLimits } from '@banyan/ai/contract'
import type { Saved } from '@banyan/content/contract'
import { Badge } from '@banyan/ui/badge'
import { buttonClass } from '@banyan/ui/button'
import { Card } from '@banyan/ui/card'
import { CopyButton } from '@banyan/ui/copy-button'
import { PageHeader } from '@banyan/ui/page-header'
import { Megaphone, PenLine } from 'lucide-react'
import { RemoveEntry } from '../../components/entry/remove-entry.tsx'
import { Link } from '../../components/link.tsx'
import { Markdown } from '../../components/markdown.tsx'
import { ModelBadge } from '../../components/model-badge.tsx'
import { Report } from '../../components/report.tsx'
import { Time } from '../../components/time.tsx'
import { currentAccount } from '../../lib/account.ts'
import { documentOf, type SavedDocument } from '../../lib/library/document.ts'
import { typeLabel } from '../../lib/library/labels.ts'
import { readable } from '../../lib/library/readable.ts'
import { SocialEditor } from '../social/editor.tsx'
import { ReportEditor } from './report-editor.tsx'
import { TextEditor } from './text-editor.tsx'

/** One entry of the library, to read or to edit. Posts are edited where they are read. */
export async function EntryView({ entry, editing }: { readonly entry: Saved; readonly editing: boolean }) {
  const document = documentOf(entry.type, entry.body)
  const model = modelOf(document)
  const reading = !editing && document.kind !== 'social'
  return (
    <>
      <PageHeader
        over={
          <Link href="/saved" className="hover:text-ink hover:underline">
            Library
          </Link>
        }
        title={entry.title}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-sm">
            <Badge>{typeLabel(entry.type)}</Badge>
            {model && <ModelBadge model={model} />}
            <span>
              Changed <Time at={entry.updatedAt} />
            </span>
          </span>
        }
        actions={
          reading && (
            <>
              <CopyButton variant="secondary" size="md" text={readable(entry.type, entry.title, entry.body)} />
              <Link href={`/saved/${entry.id}?edit`} className={buttonClass()}>
                <PenLine aria-hidden className="size-4" />
                Edit
              </Link>
              <RemoveEntry id={entry.id} title={entry.title} variant="danger" leave />
              {document.kind === 'report' && (
                <Link href={`/social?from=${entry.id}`} className={buttonClass({ variant: 'primary' })}>
                  <Megaphone aria-hidden className="size-4" />
                  Create social posts from this
                </Link>
              )}
            </>
          )
        }
      />
      <Body entry={entry} document={document} editing={editing} />
    </>
  )
}

async function Body({ entry, document, editing }: { entry: Saved; document: SavedDocument; editing: boolean }) {
  if (document.kind === 'social') {
    const { social } = document
    const { name } = await currentAccount()
    return (
      <SocialEditor
        key={entry.version}
        held={{ ...entry, body: JSON.stringify(social) }}
        title={entry.title}
        social={social}
        limits={channelLimits}
        author={name}
      >
        <RemoveEntry id={entry.id} title={entry.title} variant="danger" leave />
      </SocialEditor>
    )
  }
  if (document.kind === 'report') {
    if (editing) return <ReportEditor key={entry.version} entry={entry} report={document.report} />
    return <Report report={document.report} />
  }
  if (editing) return <TextEditor key={entry.version} held={entry} type={entry.type} />
  return (
    <Card className="px-6 py-6 sm:px-8">
      <article className="prose">
        {document.text.trim() === '' ? <p>Nothing is written here yet.</p> : <Markdown text={document.text} />}
      </article>
    </Card>
  )
}

function modelOf(document: SavedDocument): string | undefined {
  if (document.kind === 'report') return document.report.model
  return document.kind === 'social' ? document.social.model : undefined
}
