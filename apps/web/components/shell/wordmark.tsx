import { BrandMark } from '@banyan/ui/brand-mark'

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-ink text-lg tracking-tight">
      <BrandMark className="size-6.5 text-accent" />
      Banyan
    </span>
  )
}
