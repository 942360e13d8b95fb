'use client'
import { Card } from '@banyan/ui/card'
import { CopyButton } from '@banyan/ui/copy-button'
import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'
import { type Channel, channelNames } from '../../lib/library/posts-text.ts'
import { ChannelMark } from './channel-mark.tsx'
import { Counter } from './counter.tsx'
import { Facebook } from './previews/facebook.tsx'
import { GoogleBusiness } from './previews/google-business.tsx'
import { Instagram } from './previews/instagram.tsx'
import { LinkedIn } from './previews/linkedin.tsx'
import { Twitter } from './previews/twitter.tsx'

export interface PreviewProps {
  readonly author: string
  /** The post's text, as a field that looks like the post. */
  readonly children: ReactNode
}

export interface ChannelPreviewProps {
  readonly channel: Channel
  readonly author: string
  readonly limit: number
  readonly text: string
  readonly onText: (text: string) => void
  /** More buttons in its head. */
  readonly actions?: ReactNode
  /** Below the post: what is offered instead. */
  readonly below?: ReactNode
}

/** A post as its channel shows it. The text is edited where it stands. */
export function ChannelPreview({ channel, author, limit, text, onText, actions, below }: ChannelPreviewProps) {
  const id = useId()
  const name = channelNames[channel]
  const over = text.length > limit
  const Look = LOOKS[channel]
  return (
    <Card aria-labelledby={id} className={clsx('overflow-hidden', over && 'border-bad')}>
      <div className="flex items-center gap-2.5 border-line border-b py-2 pr-2 pl-4">
        <ChannelMark channel={channel} />
        <h2 id={id} className="flex-1 text-sm">
          {name}
        </h2>
        <Counter length={text.length} limit={limit} />
        <CopyButton text={text} label={`Copy the ${name} post`} icon />
        {actions}
      </div>
      <Look author={author}>
        <textarea
          aria-label={`${name} post`}
          aria-invalid={over || undefined}
          value={text}
          rows={3}
          placeholder={`What ${name} shall show`}
          onChange={(event) => onText(event.target.value)}
          className="field-sizing-content -mx-1.5 block max-h-96 min-h-16 w-[calc(100%+0.75rem)] resize-none rounded-md bg-transparent px-1.5 py-1 leading-normal placeholder:text-ink-3 hover:bg-hover/50 focus-visible:bg-hover/50 focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus/60"
        />
      </Look>
      {below && <div className="px-4 pb-4 empty:hidden">{below}</div>}
    </Card>
  )
}

const LOOKS = {
  facebook: Facebook,
  instagram: Instagram,
  twitter: Twitter,
  linkedin: LinkedIn,
  googleBusiness: GoogleBusiness,
} as const
