import type { Consistency } from '@banyan/ai/contract'
import { Badge } from '@banyan/ui/badge'
import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'

/** How name, address and phone stand on a platform, as an icon and a word. */
export function ConsistencyBadge({ consistency }: { readonly consistency: Consistency }) {
  const { tone, icon: Icon, word } = LOOKS[consistency]
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  )
}

const LOOKS = {
  Consistent: { tone: 'good', icon: CircleCheck, word: 'Consistent' },
  Inconsistent: { tone: 'bad', icon: CircleAlert, word: 'Inconsistent' },
  'Not Found': { tone: 'neutral', icon: CircleDashed, word: 'Not found' },
} as const
