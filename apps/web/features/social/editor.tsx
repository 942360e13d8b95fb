'use client'
import { CopyButton } from '@banyan/ui/copy-button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { ConflictDialog } from '../../components/entry/conflict-dialog.tsx'
import { SaveBar } from '../../components/entry/save-bar.tsx'
import { type Held, useEntry } from '../../components/entry/use-entry.ts'
import { useNonce } from '../../components/use-nonce.ts'
import type { SocialDocument } from '../../lib/library/document.ts'
import { type Channel, type Posts, postsText } from '../../lib/library/posts-text.ts'
import { ChannelPreview } from './channel-preview.tsx'

export interface SocialEditorProps {
  /** The saved entry; undefined for posts that are not in the library (yet). */
  readonly held: Held | undefined
  readonly title: string
  readonly social: SocialDocument
  /** Characters that each channel accepts. */
  readonly limits: Readonly<Record<Channel, number>>
  /** Who posts, for the previews. */
  readonly author: string
  /** More buttons beside Save. */
  readonly children?: ReactNode
}

/** The previews differ much in height: two columns leave no holes. */
const COLUMNS: readonly (readonly Channel[])[] = [
  ['facebook', 'twitter'],
  ['instagram', 'linkedin'],
]

/** Four posts, each as its channel shows it, edited in place. */
export function SocialEditor({ held, title: firstTitle, social, limits, author, children }: SocialEditorProps) {
  const router = useRouter()
  const nonce = useNonce()
  const [title, setTitle] = useState(firstTitle)
  const [posts, setPosts] = useState<Posts>(social.posts)
  const entry = useEntry({
    held,
    type: 'social-media',
    draft: { title, body: JSON.stringify({ ...social, posts }) },
    nonce,
    onSaved: (saved, created) => created && router.replace(`/saved/${saved.id}`),
  })

  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="grid grid-cols-1 items-end gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <Field label="Title">
          <Input value={title} maxLength={300} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <SaveBar entry={entry}>
          <CopyButton variant="secondary" size="md" label="Copy all" text={postsText(posts)} />
          {children}
        </SaveBar>
      </div>
      <div className="grid grid-cols-1 items-start gap-5 md:grid-cols-2">
        {COLUMNS.map((column) => (
          <div key={column.join()} className="grid grid-cols-1 gap-5">
            {column.map((channel) => (
              <ChannelPreview
                key={channel}
                channel={channel}
                author={author}
                limit={limits[channel]}
                text={posts[channel]}
                onText={(text) => setPosts((before) => ({ ...before, [channel]: text }))}
              />
            ))}
          </div>
        ))}
      </div>
      <ConflictDialog entry={entry} mine={postsText(posts)} />
    </div>
  )
}
