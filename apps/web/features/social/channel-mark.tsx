import { clsx } from 'clsx'
import { Camera, Store } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Channel } from '../../lib/library/posts-text.ts'

/** A small sign for a channel. */
export function ChannelMark({ channel }: { readonly channel: Channel }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'grid size-6 shrink-0 place-items-center rounded-md font-bold text-white text-xs',
        COLOURS[channel],
      )}
    >
      {SIGNS[channel]}
    </span>
  )
}

const SIGNS: Readonly<Record<Channel, ReactNode>> = {
  facebook: 'f',
  instagram: <Camera className="size-3.5" />,
  twitter: 'X',
  linkedin: 'in',
  googleBusiness: <Store className="size-3.5" />,
}

const COLOURS: Readonly<Record<Channel, string>> = {
  facebook: 'bg-[oklch(0.53_0.19_259)]',
  instagram: 'bg-[oklch(0.57_0.21_5)]',
  twitter: 'bg-[oklch(0.22_0_0)] ring-1 ring-line',
  linkedin: 'bg-[oklch(0.49_0.13_250)]',
  googleBusiness: 'bg-[oklch(0.52_0.13_150)]',
}
