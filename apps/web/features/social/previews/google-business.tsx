import { Avatar } from '@banyan/ui/avatar'
import { Ellipsis, Share2 } from 'lucide-react'
import type { PreviewProps } from '../channel-preview.tsx'

export function GoogleBusiness({ author, children }: PreviewProps) {
  return (
    <>
      <div className="flex items-center gap-2.5 px-4 pt-3.5">
        <Avatar name={author} className="size-9 text-sm" />
        <div className="flex-1 leading-tight">
          <p className="font-semibold text-sm">{author}</p>
          <p className="text-ink-3 text-xs">Just now</p>
        </div>
        <Ellipsis aria-hidden className="size-4.5 text-ink-3" />
      </div>
      <div
        aria-hidden
        className="mt-3 grid h-28 place-items-center bg-linear-to-br from-accent-soft via-sunken to-fig-soft text-ink-3 text-xs"
      >
        Your picture
      </div>
      <div className="px-4 pt-3">{children}</div>
      <div
        aria-hidden
        className="mx-4 mt-2 flex items-center justify-between border-line border-t py-2.5 font-medium text-ink-3 text-sm"
      >
        <span className="text-accent">Learn more</span>
        <Share2 className="size-4" />
      </div>
    </>
  )
}
