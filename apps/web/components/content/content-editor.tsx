'use client'
import { Card } from '@banyan/ui/card'
import { CopyButton } from '@banyan/ui/copy-button'
import { type ReactNode, useState } from 'react'
import type { Content } from '../../lib/content/body.ts'
import { bodyOf } from '../../lib/content/saved-body.ts'
import { type FieldSpec, type Fields, isText, specsOf, textIn } from '../../lib/content/specs.ts'
import { contentText, fieldText } from '../../lib/content/text.ts'
import { LazyConflict } from '../entry/lazy-conflict.tsx'
import { type Folder, ProjectChoice } from '../entry/project-choice.tsx'
import { SaveBar } from '../entry/save-bar.tsx'
import { type Held, useEntry } from '../entry/use-entry.ts'
import { useNonce } from '../use-nonce.ts'
import { FieldEditing } from './field-editing.tsx'
import { FieldFrame } from './field-frame.tsx'
import { FieldOffer } from './field-offer.tsx'
import { HeaderImage } from './header-image.tsx'
import { RewriteButton } from './rewrite-button.tsx'
import { TextEditing } from './text-editing.tsx'
import { useRewrite } from './use-rewrite.ts'

export interface ContentEditorProps {
  /** The saved entry; undefined for what is not in the library yet. */
  readonly held: Held | undefined
  readonly title: string
  readonly content: Content
  /** Can single fields be written again by the run that the content came from? */
  readonly rewrites?: boolean
  /** To put the entry into one of them; left out where that cannot be offered. */
  readonly projects?: { readonly all: readonly Folder[]; readonly current: string | null } | undefined
  /** More buttons beside Save. */
  readonly children?: ReactNode
}

/** A content of fields, read and changed in one place. It saves itself; a new one does so once it has a title. */
export function ContentEditor({
  held,
  title: firstTitle,
  content,
  rewrites = false,
  projects,
  children,
}: ContentEditorProps) {
  const { type, origin } = content
  const nonce = useNonce()
  const [title, setTitle] = useState(firstTitle)
  const [fields, setFields] = useState(content.fields)
  const [rounds, setRounds] = useState(0)
  const rewrite = useRewrite(rewrites ? origin.job : undefined)
  const entry = useEntry({
    // As it would be saved again: how its body was written makes no unsaved change.
    held: held && { ...held, body: bodyOf(content) },
    type,
    draft: { title, body: bodyOf({ type, fields, origin }) },
    nonce,
    autosave: true,
    // The address follows, so that loading the page again shows the entry; nothing on the page moves.
    onSaved: (saved, created) => created && window.history.replaceState(null, '', `/saved/${saved.id}`),
  })
  const whole = contentText(title, type, fields)

  const again = ({ name, label }: FieldSpec) => <RewriteButton rewrite={rewrite} field={name} label={label} />
  const offer = (spec: FieldSpec) => {
    const take = (from: Fields) => {
      if (spec.name === 'title') setTitle(textIn(from, 'title'))
      else setFields((before) => ({ ...before, [spec.name]: from[spec.name] ?? '' }))
      // Editors that show how a text reads begin anew with it.
      setRounds(rounds + 1)
    }
    return <FieldOffer rewrite={rewrite} spec={spec} mine={{ ...fields, title }} onTake={take} />
  }

  return (
    <div className="grid grid-cols-1 gap-4">
      <SaveBar entry={entry}>
        <CopyButton variant="secondary" size="md" label="Copy all" text={whole} />
        {projects && entry.held && (
          <ProjectChoice
            entryId={entry.held.id}
            projects={projects.all}
            current={projects.current}
            onMoved={entry.adopt}
          />
        )}
        {children}
      </SaveBar>
      <Card className="grid grid-cols-1 gap-5 px-5 py-5 sm:px-7">
        {origin.headerImage && <HeaderImage image={origin.headerImage} />}
        <FieldFrame
          label="Title"
          text={title}
          length={title.length}
          limit={title.length > 200 ? 300 : undefined}
          actions={again(TITLE)}
          below={offer(TITLE)}
        >
          <TextEditing
            look="line"
            label="Title"
            placeholder="Give it a title"
            value={title}
            onValue={setTitle}
            className="font-semibold text-xl"
          />
        </FieldFrame>
        {specsOf(type).map((spec) => (
          <FieldFrame
            key={`${spec.name} ${rounds}`}
            label={spec.label}
            hint={spec.hint}
            text={fieldText(spec, fields)}
            length={textIn(fields, spec.name).length}
            limit={isText(spec) ? spec.limit : undefined}
            actions={again(spec)}
            below={offer(spec)}
          >
            <FieldEditing
              spec={spec}
              fields={fields}
              onValue={(value) => setFields((before) => ({ ...before, [spec.name]: value }))}
            />
          </FieldFrame>
        ))}
      </Card>
      <LazyConflict entry={entry} mine={whole} />
    </div>
  )
}

const TITLE: FieldSpec = { name: 'title', label: 'Title', look: 'line' }
