'use client'
import { CopyButton } from '@banyan/ui/copy-button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { type ReactNode, useState } from 'react'
import { FieldOffer } from '../../components/content/field-offer.tsx'
import { RewriteButton } from '../../components/content/rewrite-button.tsx'
import { useRewrite } from '../../components/content/use-rewrite.ts'
import { LazyConflict } from '../../components/entry/lazy-conflict.tsx'
import { type Folder, ProjectChoice } from '../../components/entry/project-choice.tsx'
import { SaveBar } from '../../components/entry/save-bar.tsx'
import { type Held, useEntry } from '../../components/entry/use-entry.ts'
import { useNonce } from '../../components/use-nonce.ts'
import { textIn } from '../../lib/content/specs.ts'
import type { SocialDocument } from '../../lib/library/document.ts'
import { type Channel, channelNames, channelsOf, postsText } from '../../lib/library/posts-text.ts'
import { ChannelPreview } from './channel-preview.tsx'
import { SetChoice } from './set-choice.tsx'
import { choosing, chosenOf, documentWith, onlyChosen, setsOf, writing } from './sets.ts'

export interface SocialEditorProps {
  /** The saved entry; undefined for posts that are not in the library (yet). */
  readonly held: Held | undefined
  readonly title: string
  readonly social: SocialDocument
  /** Characters that each channel accepts. */
  readonly limits: Readonly<Record<Channel, number>>
  /** Who posts, for the previews. */
  readonly author: string
  /** Can the posts of single channels be written again by the run that they came from? */
  readonly rewrites?: boolean
  /** To put the entry into one of them; left out where that cannot be offered. */
  readonly projects?: { readonly all: readonly Folder[]; readonly current: string | null } | undefined
  /** More buttons beside Save. */
  readonly children?: ReactNode
}

/** The previews differ much in height: two columns leave no holes. */
const COLUMNS: readonly (readonly Channel[])[] = [
  ['facebook', 'twitter'],
  ['instagram', 'linkedin', 'googleBusiness'],
]

/** A post for each channel, as the channel shows it, edited in place. */
export function SocialEditor(props: SocialEditorProps) {
  const { held, title: firstTitle, social, limits, author, rewrites = false, projects, children } = props
  const nonce = useNonce()
  const [title, setTitle] = useState(firstTitle)
  const [sets, setSets] = useState(() => setsOf(social))
  const posts = chosenOf(sets)
  const present = new Set(channelsOf(posts))
  const rewrite = useRewrite(rewrites ? social.job : undefined)
  const entry = useEntry({
    held,
    type: 'social-media',
    draft: { title, body: JSON.stringify(documentWith(social, sets)) },
    nonce,
    autosave: true,
    // The address follows, so that loading the page again shows the entry; nothing on the page moves.
    onSaved: (saved, created) => created && window.history.replaceState(null, '', `/saved/${saved.id}`),
  })

  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="grid grid-cols-1 items-end gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <Field label="Title">
          <Input value={title} maxLength={300} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <SaveBar entry={entry}>
          <CopyButton variant="secondary" size="md" label="Copy all" text={postsText(posts)} />
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
      </div>
      {sets.all.length > 1 && (
        <SetChoice
          count={sets.all.length}
          chosen={sets.chosen}
          onChoose={(at) => setSets((before) => choosing(before, at))}
          onKeepOne={() => setSets(onlyChosen)}
        />
      )}
      <div className="grid grid-cols-1 items-start gap-5 md:grid-cols-2">
        {COLUMNS.map((column) => (
          <div key={column.join()} className="grid grid-cols-1 gap-5">
            {column
              .filter((channel) => present.has(channel))
              .map((channel) => (
                <ChannelPreview
                  key={channel}
                  channel={channel}
                  author={author}
                  limit={limits[channel]}
                  text={posts[channel] ?? ''}
                  onText={(text) => setSets((before) => writing(before, channel, text))}
                  actions={<RewriteButton rewrite={rewrite} field={channel} label={channelNames[channel]} />}
                  below={
                    <FieldOffer
                      rewrite={rewrite}
                      spec={{ name: channel, label: channelNames[channel], look: 'text' }}
                      mine={{ ...posts, googleBusiness: posts.googleBusiness ?? '' }}
                      onTake={(from) => setSets((before) => writing(before, channel, textIn(from, channel)))}
                    />
                  }
                />
              ))}
          </div>
        ))}
      </div>
      <LazyConflict entry={entry} mine={postsText(posts)} />
    </div>
  )
}
