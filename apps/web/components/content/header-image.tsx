import { ImageOff } from 'lucide-react'
import type { Origin } from '../../lib/content/body.ts'

/** The picture of a post. Only pictures of this site are shown: anybody else's address could be a way to watch readers. */
export function HeaderImage({ image }: { readonly image: NonNullable<Origin['headerImage']> }) {
  if (!image.url.startsWith('/ai/images/'))
    return (
      <p className="flex items-center gap-2 rounded-lg border border-line border-dashed px-4 py-3 text-ink-3 text-sm">
        <ImageOff aria-hidden className="size-4 shrink-0" />
        The picture of this post lies elsewhere and is not shown: {image.alt}
      </p>
    )
  return (
    // biome-ignore lint/performance/noImgElement: made once, in the size in which it is shown
    <img
      src={image.url}
      alt={image.alt}
      className="aspect-video w-full rounded-lg border border-line bg-sunken object-cover"
    />
  )
}
