import type { Saved } from '@banyan/content/contract'
import { Badge } from '@banyan/ui/badge'
import { buttonClass } from '@banyan/ui/button'
import { Card } from '@banyan/ui/card'
import { PageHeader } from '@banyan/ui/page-header'
import { Megaphone, PenLine } from 'lucide-react'
import { SourceList } from '../../components/content/source-list.tsx'
import { DegradedNote } from '../../components/degraded-note.tsx'
import type { Folder } from '../../components/entry/project-choice.tsx'
import { Link } from '../../components/link.tsx'
import { Markdown } from '../../components/markdown.tsx'
import { MarketView } from '../../components/market/market-view.tsx'
import { ModelBadge } from '../../components/model-badge.tsx'
import { Report } from '../../components/report.tsx'
import { Time } from '../../components/time.tsx'
import { currentAccount } from '../../lib/account.ts'
import { api } from '../../lib/api.ts'
import { bodyOf } from '../../lib/content/saved-body.ts'
import { documentOf, type SavedDocument } from '../../lib/library/document.ts'
import { entryPage } from '../../lib/library/entry-page.ts'
import { typeLabel } from '../../lib/library/labels.ts'
import { readable } from '../../lib/library/readable.ts'
import { load } from '../../lib/session/guard.ts'
import { postLimits } from '../social/limits.ts'
import { EntryActions } from './entry-actions.tsx'
import { ContentEditor, ReportEditor, SocialEditor, TextEditor } from './parts.tsx'

/** One entry of the library, to read or to edit. Posts and contents of fields are edited where they are read. */
export async function EntryView({ entry, editing }: { readonly entry: Saved; readonly editing: boolean }) {
  const document = documentOf(entry.type, entry.body)
  const model = modelOf(document)
  const inPlace = document.kind === 'social' || document.kind === 'content'
  const listed = await load(api.content.projects({ limit: 200 }))
  const projects = listed.ok ? listed.value.items : undefined
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
          (inPlace || !editing) && (
            <>
              <EntryActions
                entry={entry}
                text={readable(entry.type, entry.title, entry.body)}
                projects={document.kind === 'content' ? undefined : projects}
              />
              {document.kind === 'market' && (
                <Link href={entryPage(entry)} className={buttonClass({ variant: 'primary' })}>
                  Work with it
                </Link>
              )}
              {!inPlace && document.kind !== 'market' && (
                <Link href={`/saved/${entry.id}?edit`} className={buttonClass()}>
                  <PenLine aria-hidden className="size-4" />
                  Edit
                </Link>
              )}
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
      <Body entry={entry} document={document} editing={editing} projects={projects} />
    </>
  )
}

interface BodyProps {
  readonly entry: Saved
  readonly document: SavedDocument
  readonly editing: boolean
  readonly projects: readonly Folder[] | undefined
}

async function Body({ entry, document, editing, projects }: BodyProps) {
  if (document.kind === 'social') {
    const { social } = document
    const { name } = await currentAccount()
    return (
      <SocialEditor
        key={entry.version}
        held={{ ...entry, body: JSON.stringify(social) }}
        title={entry.title}
        social={social}
        limits={postLimits}
        author={name}
      />
    )
  }
  if (document.kind === 'report') {
    if (editing) return <ReportEditor key={entry.version} entry={entry} report={document.report} />
    return <Report report={document.report} />
  }
  if (document.kind === 'content') {
    const { content } = document
    const { degraded = [], sources } = content.origin
    return (
      <div className="grid grid-cols-1 gap-5">
        <DegradedNote degraded={degraded} />
        <ContentEditor
          key={entry.version}
          held={{ ...entry, body: bodyOf(content) }}
          title={entry.title}
          content={content}
          projects={projects && { all: projects, current: entry.projectId }}
          rewrites
        />
        {sources && <SourceList sources={sources} />}
      </div>
    )
  }
  if (document.kind === 'market') return <MarketView market={document.market} />
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
  if (document.kind === 'content') return document.content.origin.model
  return document.kind === 'social' ? document.social.model : undefined
}
