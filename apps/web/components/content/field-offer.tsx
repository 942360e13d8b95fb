'use client'
import { lazy, Suspense } from 'react'
import type { FieldSpec, Fields } from '../../lib/content/specs.ts'
import { fieldText } from '../../lib/content/text.ts'
import type { useRewrite } from './use-rewrite.ts'

export interface FieldOfferProps {
  readonly rewrite: ReturnType<typeof useRewrite>
  readonly spec: FieldSpec
  /** As they stand here, the title among them. */
  readonly mine: Fields
  /** Takes what is offered for the field. */
  readonly onTake: (from: Fields) => void
}

/** What has become of writing a field again, below that field. Nothing where it is not being written again. */
export function FieldOffer({ rewrite: { now, ended, dismiss }, spec, mine, onTake }: FieldOfferProps) {
  if (now?.field !== spec.name) return null
  const offered: Fields = now.state === 'offered' ? { ...now.fields, title: now.title } : {}
  return (
    <Suspense fallback={null}>
      <RewriteOffer
        rewriting={now}
        spec={spec}
        offered={offered}
        same={fieldText(spec, offered) === fieldText(spec, mine)}
        onEnd={(job) => ended(spec.name, job)}
        onReplace={() => {
          onTake(offered)
          dismiss()
        }}
        onKeep={dismiss}
      />
    </Suspense>
  )
}

/** Loaded when a field is first written again. */
const RewriteOffer = lazy(() => import('./rewrite-offer.tsx').then((file) => ({ default: file.RewriteOffer })))
