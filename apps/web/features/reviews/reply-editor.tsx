'use client'
import type { Sentiment } from '@banyan/ai/contract'
import { buttonClass } from '@banyan/ui/button'
import { CopyButton } from '@banyan/ui/copy-button'
import { Textarea } from '@banyan/ui/textarea'
import { Megaphone } from 'lucide-react'
import type { Route } from 'next'
import { useState } from 'react'
import { Link } from '../../components/link.tsx'

export interface ReplyProps {
  readonly first: string
  readonly comment: string
  readonly sentiment: Sentiment
}

/** Characters that a topic of the studio takes. */
const TOPIC = 300

/** An answer to a review, to be changed and copied; praise can become a post. */
export function Reply({ first, comment, sentiment }: ReplyProps) {
  const [text, setText] = useState(first)
  const topic = `A client says: ${comment.replaceAll(/\s+/g, ' ')}`.slice(0, TOPIC)
  return (
    <div className="grid grid-cols-1 gap-3">
      <Textarea aria-label="Your answer" rows={6} value={text} onChange={(event) => setText(event.target.value)} />
      <div className="flex flex-wrap gap-2">
        <CopyButton variant="secondary" size="md" label="Copy the answer" text={text} />
        {sentiment === 'positive' && (
          <Link href={`/social?topic=${encodeURIComponent(topic)}` as Route} className={buttonClass()}>
            <Megaphone aria-hidden className="size-4" />
            Write posts about it in the studio
          </Link>
        )}
        {sentiment !== 'positive' && (
          <Link href={'/studio' as Route} className={buttonClass({ variant: 'ghost' })}>
            Open the studio
          </Link>
        )}
      </div>
    </div>
  )
}
