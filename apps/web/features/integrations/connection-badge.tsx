import type { ConnectionState } from '@banyan/oauth/contract'
import { Badge } from '@banyan/ui/badge'
import { CircleCheck, CircleDashed, Clock, Settings, TriangleAlert } from 'lucide-react'

/** How an account is connected, as an icon and a word. */
export function ConnectionBadge({ state }: { readonly state: ConnectionState }) {
  const { tone, icon: Icon, word } = LOOKS[state]
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  )
}

const LOOKS = {
  connected: { tone: 'good', icon: CircleCheck, word: 'Connected' },
  expired: { tone: 'warn', icon: Clock, word: 'Expired' },
  needs_reauth: { tone: 'bad', icon: TriangleAlert, word: 'Reconnect' },
  not_connected: { tone: 'neutral', icon: CircleDashed, word: 'Not connected' },
  not_configured: { tone: 'neutral', icon: Settings, word: 'Not set up' },
} as const
