'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Notice } from '@banyan/ui/notice'
import { Select } from '@banyan/ui/select'
import { Textarea } from '@banyan/ui/textarea'
import type { Job } from 'banyan/durable/contract'
import { Sparkles } from 'lucide-react'
import { useState, useTransition } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { InlineJob } from '../../components/job/inline-job.tsx'
import { ModelBadge } from '../../components/model-badge.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { startBio } from './actions.ts'
import { type Fields, linesOf } from './fields.ts'

export interface BioWriterProps {
  readonly fields: Fields
  readonly tones: readonly string[]
  /** The run that the address names, so that a reload goes on where it was. */
  readonly job: Job | undefined
  readonly onUse: (bio: string) => void
}

/** Has a biography written from the profile, and offers it: it stands in the field only when it is taken. */
export function BioWriter({ fields, tones, job: first, onUse }: BioWriterProps) {
  const nonce = useNonce()
  const [job, setJob] = useState(first)
  const [round, setRound] = useState(1)
  const [tone, setTone] = useState(tones[0] ?? '')
  const [experience, setExperience] = useState('')
  const [failure, setFailure] = useState<FailureView>()
  const [starting, start] = useTransition()
  const ready = fields.name.trim() !== '' && fields.agency.trim() !== ''

  const show = (next: Job | undefined) => {
    setJob(next)
    const address = next ? `/profile?bio=${encodeURIComponent(next.id)}` : '/profile'
    window.history.replaceState(null, '', address)
  }
  const write = () =>
    start(async () => {
      const wish = {
        name: fields.name,
        agencyName: fields.agency,
        certifications: linesOf(fields.certifications),
        experience: [fields.years.trim() && `${fields.years.trim()} years of experience`, experience.trim()]
          .filter(Boolean)
          .join('. '),
        tone,
      }
      const answer = await startBio(wish, `${nonce}:${round}`)
      setFailure(answer.ok ? undefined : answer.failure)
      if (!answer.ok) return
      setRound(round + 1)
      show(answer.value)
    })
  const use = (bio: string) => {
    onUse(bio)
    show(undefined)
  }

  return (
    <section aria-label="Have a biography written" className="grid grid-cols-1 gap-3 rounded-md bg-sunken px-4 py-4">
      {job && !job.finishedAt && <InlineJob key={job.id} job={job} onEnd={setJob} />}
      {job?.finishedAt && <Ended job={job} onUse={use} onDrop={() => show(undefined)} />}
      <FormFailure failure={failure} />
      <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-[minmax(0,1fr)_11rem]">
        <Field label="What it should mention" hint="Name, agency, years and certifications go along by themselves.">
          <Textarea
            rows={2}
            maxLength={1800}
            value={experience}
            placeholder="First-time buyers in East Austin, grew up there"
            onChange={(event) => setExperience(event.target.value)}
          />
        </Field>
        <Field label="Tone">
          <Select value={tone} onChange={(event) => setTone(event.target.value)}>
            {tones.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={write} busy={starting} disabled={!ready || (job !== undefined && !job.finishedAt)}>
          {!starting && <Sparkles aria-hidden className="size-4" />}
          {job?.finishedAt ? 'Write another one' : 'Write a biography'}
        </Button>
        {!ready && <p className="text-ink-3 text-sm">It needs your name and your agency.</p>}
      </div>
    </section>
  )
}

interface EndedProps {
  readonly job: Job
  readonly onUse: (bio: string) => void
  readonly onDrop: () => void
}

function Ended({ job, onUse, onDrop }: EndedProps) {
  const written = bioOf(job.result)
  if (written)
    return (
      <section
        aria-label="The biography that was written"
        className="rounded-md border border-line bg-surface px-4 py-3"
      >
        <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
          <h3 className="font-medium text-sm">Written for you</h3>
          <ModelBadge model={written.model} />
        </div>
        <p className="whitespace-pre-line text-sm [overflow-wrap:anywhere]">{written.bio}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="sm" variant="primary" onClick={() => onUse(written.bio)}>
            Use this text
          </Button>
          <Button size="sm" variant="ghost" onClick={onDrop}>
            Leave it
          </Button>
        </div>
      </section>
    )
  const down = job.error?.code === 'modelUnavailable'
  if (job.status === 'cancelled') return null
  return (
    <Notice
      live
      tone={down ? 'warn' : 'bad'}
      title={down ? 'AI service temporarily unavailable' : (job.error?.title ?? 'No biography was written')}
    >
      <p>Write it yourself in the field above, or try again in a while.</p>
      <p className="mt-1 text-xs">
        Job id <code className="select-all font-mono">{job.id}</code>
      </p>
    </Notice>
  )
}

/** What the contract promises of a finished job's result. */
function bioOf(result: unknown): { bio: string; model: string } | undefined {
  if (typeof result !== 'object' || result === null || !('bio' in result) || !('model' in result)) return undefined
  return typeof result.bio === 'string' && typeof result.model === 'string'
    ? { bio: result.bio, model: result.model }
    : undefined
}
