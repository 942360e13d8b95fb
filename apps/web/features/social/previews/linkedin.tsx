import { Avatar } from '@banyan/ui/avatar'
import { Globe, MessageSquareText, Repeat2, Send, ThumbsUp } from 'lucide-react'
import type { PreviewProps } from '../channel-preview.tsx'

export function LinkedIn({ author, children }: PreviewProps) {
  return (
    <>
      <div className="px-4 pt-3.5">
        <div className="mb-2 flex items-start gap-2.5">
          <Avatar name={author} className="size-11 text-sm" />
          <div className="leading-snug">
            <p className="font-semibold text-sm">
              {author} <span className="font-normal text-ink-3">· You</span>
            </p>
            <p className="text-ink-3 text-xs">Your headline</p>
            <p className="flex items-center gap-1 text-ink-3 text-xs">
              Now · <Globe aria-hidden className="size-3" />
            </p>
          </div>
        </div>
        {children}
      </div>
      <div
        aria-hidden
        className="mx-4 mt-2 flex justify-between border-line border-t py-2.5 font-medium text-ink-3 text-xs [&_svg]:size-4"
      >
        <span className="flex items-center gap-1.5">
          <ThumbsUp /> Like
        </span>
        <span className="flex items-center gap-1.5">
          <MessageSquareText /> Comment
        </span>
        <span className="flex items-center gap-1.5">
          <Repeat2 /> Repost
        </span>
        <span className="flex items-center gap-1.5">
          <Send /> Send
        </span>
      </div>
    </>
  )
}
