import { Badge, type Tone } from '@banyan/ui/badge'
import type { JobStatus } from 'banyan/durable/contract'
import { Ban, CircleAlert, CircleCheck, Clock, LoaderCircle } from 'lucide-react'

/** The state of a job, as an icon and a word. */
export function StatusBadge({ status }: { readonly status: JobStatus }) {
  const { tone, word, icon: Icon } = LOOKS[status]
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className={status === 'running' ? 'animate-turn' : undefined} />
      {word}
    </Badge>
  )
}

const LOOKS: Readonly<Record<JobStatus, { tone: Tone; word: string; icon: typeof Clock }>> = {
  pending: { tone: 'neutral', word: 'Waiting', icon: Clock },
  running: { tone: 'info', word: 'Running', icon: LoaderCircle },
  done: { tone: 'good', word: 'Done', icon: CircleCheck },
  failed: { tone: 'bad', word: 'Failed', icon: CircleAlert },
  cancelled: { tone: 'neutral', word: 'Cancelled', icon: Ban },
}
