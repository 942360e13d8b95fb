import { Avatar } from '@banyan/ui/avatar'
import { ChartNoAxesColumn, Heart, MessageCircle, Repeat2 } from 'lucide-react'
import type { PreviewProps } from '../channel-preview.tsx'
import { handleOf } from './handle.ts'

export function Twitter({ author, children }: PreviewProps) {
  return (
    <div className="flex gap-3 px-4 py-3.5">
      <Avatar name={author} className="size-10 text-sm" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm">
          <span className="font-semibold">{author}</span> <span className="text-ink-3">@{handleOf(author)} · now</span>
        </p>
        {children}
        <div aria-hidden className="mt-2 flex max-w-xs justify-between text-ink-3 [&>svg]:size-4">
          <MessageCircle />
          <Repeat2 />
          <Heart />
          <ChartNoAxesColumn />
        </div>
      </div>
    </div>
  )
}
