import type { Sentiment } from '@banyan/ai/contract'
import { Badge } from '@banyan/ui/badge'
import { Frown, Meh, Smile } from 'lucide-react'

/** How something is meant, as an icon and a word. */
export function SentimentBadge({ sentiment }: { readonly sentiment: Sentiment }) {
  const { tone, icon: Icon, word } = LOOKS[sentiment]
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  )
}

const LOOKS = {
  positive: { tone: 'good', icon: Smile, word: 'Positive' },
  neutral: { tone: 'neutral', icon: Meh, word: 'Neutral' },
  negative: { tone: 'bad', icon: Frown, word: 'Negative' },
} as const
