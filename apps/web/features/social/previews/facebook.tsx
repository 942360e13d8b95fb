import { Avatar } from '@banyan/ui/avatar'
import { Globe, MessageCircle, Share2, ThumbsUp } from 'lucide-react'
import type { PreviewProps } from '../channel-preview.tsx'

export function Facebook({ author, children }: PreviewProps) {
  return (
    <>
      <div className="px-4 pt-3.5">
        <div className="mb-2 flex items-center gap-2.5">
          <Avatar name={author} className="size-10 text-sm" />
          <div className="leading-tight">
            <p className="font-semibold text-sm">{author}</p>
            <p className="flex items-center gap-1 text-ink-3 text-xs">
              Just now · <Globe aria-hidden className="size-3" />
            </p>
          </div>
        </div>
        {children}
      </div>
      <div
        aria-hidden
        className="mx-4 mt-2 flex justify-around border-line border-t py-2 font-medium text-ink-3 text-sm"
      >
        <span className="flex items-center gap-1.5">
          <ThumbsUp className="size-4" /> Like
        </span>
        <span className="flex items-center gap-1.5">
          <MessageCircle className="size-4" /> Comment
        </span>
        <span className="flex items-center gap-1.5">
          <Share2 className="size-4" /> Share
        </span>
      </div>
    </>
  )
}
