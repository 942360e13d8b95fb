'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Textarea } from '@banyan/ui/textarea'
import { FileUp, Sparkles, UserRound } from 'lucide-react'
import { useActionState, useRef, useState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import { MOST_REVIEWS, reviewsInFile, reviewsInLines } from '../../lib/market/reviews-in.ts'
import { startAnalysis } from './actions.ts'
import { GoogleImport, type GoogleState } from './google-import.tsx'

export interface ReviewsFormProps {
  /** Those that stand in the agent's profile. */
  readonly own: readonly string[]
  readonly google: GoogleState
}

/** Bytes of a file that is read: two hundred long reviews are far less. */
const LARGEST = 2_000_000

/** Reviews, one in a line: pasted, from a file, or from the profile. */
export function ReviewsForm({ own, google }: ReviewsFormProps) {
  const [state, submit, pending] = useActionState(startAnalysis, {})
  const nonce = useNonce()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const count = reviewsInLines(text).length
  const error =
    count > MOST_REVIEWS ? `At most ${MOST_REVIEWS} reviews are analysed at once` : state.failure?.fields.comments

  const add = (reviews: readonly string[], from: string) => {
    const known = new Set(reviewsInLines(text))
    const fresh = [...new Set(reviews)].filter((review) => !known.has(review))
    setText([...known, ...fresh].join('\n'))
    setNote(
      fresh.length === 0
        ? `${from} holds no review that does not stand here already.`
        : `${fresh.length === 1 ? 'One review' : `${fresh.length} reviews`} from ${from}.`,
    )
  }
  const read = async (chosen: File | undefined) => {
    if (file.current) file.current.value = ''
    if (!chosen) return
    if (chosen.size > LARGEST) return setNote(`${chosen.name} is too large: at most 2 MB are read.`)
    add(reviewsInFile(chosen.name, await chosen.text()), chosen.name)
  }

  return (
    <form action={submit} noValidate className="grid grid-cols-1 gap-4">
      <input type="hidden" name="nonce" value={nonce} />
      <FormFailure failure={state.failure} />
      <Field
        label="Reviews"
        hint="One in a line. Names are not needed: leave them out."
        error={error}
        aside={`${count} of at most ${MOST_REVIEWS}`}
      >
        <Textarea
          name="comments"
          rows={7}
          className="max-h-96 min-h-40"
          value={text}
          placeholder={'Maria answered every question within the hour.\nGreat, but the paperwork took too long.'}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" busy={pending} disabled={count > MOST_REVIEWS}>
          {!pending && <Sparkles aria-hidden className="size-4" />}
          Analyse
        </Button>
        <input
          ref={file}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          aria-label="File with reviews"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => void read(event.target.files?.[0])}
        />
        <Button onClick={() => file.current?.click()}>
          <FileUp aria-hidden className="size-4" />
          From a file
        </Button>
        {own.length > 0 && (
          <Button onClick={() => add(own, 'your profile')}>
            <UserRound aria-hidden className="size-4" />
            From your profile
          </Button>
        )}
        <GoogleImport state={google} onReviews={(reviews) => add(reviews, 'Google Business')} />
        <p role="status" className="text-ink-3 text-sm">
          {note}
        </p>
      </div>
    </form>
  )
}
