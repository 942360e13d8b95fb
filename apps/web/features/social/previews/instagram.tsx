import { Avatar } from '@banyan/ui/avatar'
import { Bookmark, Ellipsis, Heart, MessageCircle, Send } from 'lucide-react'
import type { PreviewProps } from '../channel-preview.tsx'
import { handleOf } from './handle.ts'

export function Instagram({ author, children }: PreviewProps) {
  return (
    <>
      <div className="flex items-center gap-2.5 px-4 py-2.5">
        <span className="rounded-full bg-linear-to-tr from-[oklch(0.8_0.15_80)] via-[oklch(0.63_0.23_10)] to-[oklch(0.55_0.22_310)] p-0.5">
          <span className="block rounded-full bg-surface p-0.5">
            <Avatar name={author} />
          </span>
        </span>
        <p className="font-semibold text-sm">{handleOf(author)}</p>
        <Ellipsis aria-hidden className="ml-auto size-4.5 text-ink-3" />
      </div>
      <div
        aria-hidden
        className="grid h-36 place-items-center bg-linear-to-br from-accent-soft via-sunken to-fig-soft text-ink-3 text-xs"
      >
        Your picture
      </div>
      <div className="px-4 pt-3 pb-3.5">
        <div aria-hidden className="mb-1.5 flex gap-3.5 [&>svg]:size-5.5">
          <Heart />
          <MessageCircle />
          <Send />
          <Bookmark className="ml-auto" />
        </div>
        <p className="font-semibold text-sm">{handleOf(author)}</p>
        {children}
      </div>
    </>
  )
}
