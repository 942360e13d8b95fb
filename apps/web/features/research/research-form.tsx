'use client'
import { Button } from '@banyan/ui/button'
import { Input } from '@banyan/ui/input'
import { ArrowRight } from 'lucide-react'
import { useActionState, useRef } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import { startResearch } from './actions.ts'

const EXAMPLES = ['Spaced repetition in practice', 'Idempotency keys', 'How retrieval practice helps memory']

/** Asks for a topic and starts the run. */
export function ResearchForm({ topic = '' }: { readonly topic?: string }) {
  const [state, submit, pending] = useActionState(startResearch, {})
  const nonce = useNonce()
  const field = useRef<HTMLInputElement>(null)
  const error = state.failure?.fields.topic

  const suggest = (example: string) => {
    if (!field.current) return
    field.current.value = example
    field.current.focus()
  }

  return (
    <form action={submit} noValidate className="grid grid-cols-1 gap-3">
      <input type="hidden" name="nonce" value={nonce} />
      <FormFailure failure={state.failure} />
      <div className="flex flex-col gap-2 sm:flex-row">
        <label htmlFor="topic" className="sr-only">
          Topic
        </label>
        <Input
          ref={field}
          id="topic"
          name="topic"
          maxLength={300}
          autoComplete="off"
          placeholder="What do you want to know about?"
          defaultValue={state.values?.topic ?? topic}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'topic-error' : undefined}
          className="h-11! px-3.5 text-base"
        />
        <Button type="submit" variant="primary" size="lg" busy={pending}>
          Start research
          {!pending && <ArrowRight aria-hidden className="size-4" />}
        </Button>
      </div>
      {error && (
        <p id="topic-error" role="alert" className="font-medium text-bad text-xs">
          {error}
        </p>
      )}
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-ink-3 text-sm">
        For example
        {EXAMPLES.map((example) => (
          <button
            key={example}
            type="button"
            onClick={() => suggest(example)}
            className="rounded-full border border-line bg-surface px-2.5 py-0.5 text-ink-2 text-xs hover:border-line-strong hover:text-ink"
          >
            {example}
          </button>
        ))}
      </p>
    </form>
  )
}
