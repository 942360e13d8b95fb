import { Button } from '@banyan/ui/button'
import { RotateCw } from 'lucide-react'
import type { useRewrite } from './use-rewrite.ts'

export interface RewriteButtonProps {
  readonly rewrite: ReturnType<typeof useRewrite>
  readonly field: string
  readonly label: string
}

/** Has one field written again; nothing where it is not known how it was made. */
export function RewriteButton({ rewrite: { begin, busy }, field, label }: RewriteButtonProps) {
  if (!begin) return null
  return (
    <Button
      icon
      size="sm"
      variant="ghost"
      aria-label={`Write again: ${label}`}
      disabled={busy}
      onClick={() => begin(field)}
    >
      <RotateCw aria-hidden className="size-4" />
    </Button>
  )
}
