'use client'
import { toast } from '@banyan/ui/toast'
import type { Job } from 'banyan/durable/contract'
import { useEffect, useEffectEvent, useState, useTransition } from 'react'
import { useNonce } from '../../components/use-nonce.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import type { CompetitorsDocument, Rival } from '../../lib/market/competitors.ts'
import type { Who } from '../../lib/market/edit-competitors.ts'
import { noFigures } from '../../lib/market/figures.ts'
import type { Typed } from './agent-dialog.tsx'
import { applyLookup, putOwnNumbers, putRival, removeFromList, startLookup } from './list-actions.ts'

export interface ListOptions {
  readonly id: string
  readonly first: CompetitorsDocument
  /** The runs that the list remembers. */
  readonly runs: readonly Job[]
  /** Under which the owner's own numbers are looked up. */
  readonly me: { readonly name: string; readonly agency: string }
}

/** A list of competitors while it is worked with: each change is saved at once, and fits what others change meanwhile. */
export function useList({ id, first, runs, me }: ListOptions) {
  const nonce = useNonce()
  const [list, setList] = useState(first)
  const [jobs, setJobs] = useState<ReadonlyMap<string, Job>>(() => new Map(runs.map((job) => [job.id, job])))
  const [round, setRound] = useState(1)
  const [busy, start] = useTransition()

  const told = ({ title, detail }: FailureView) => toast.error(title, { description: detail ?? '' })
  const taken = async (change: ReturnType<typeof putRival>): Promise<FailureView | undefined> => {
    const answer = await change
    if (!answer.ok) return answer.failure
    setList(answer.value.document)
    return undefined
  }

  const apply = async (run: string) => {
    const answer = await applyLookup(id, run)
    setJobs((before) => new Map([...before].filter(([key]) => key !== run)))
    if (!answer.ok) return told(answer.failure)
    setList(answer.value.document)
    const { trouble } = answer.value
    if (trouble) toast.error('No numbers were found', { description: trouble })
  }
  const applyEnded = useEffectEvent(() => {
    for (const job of runs) if (job.finishedAt) void apply(job.id)
  })
  // A run that ended while nobody looked.
  useEffect(() => applyEnded(), [])

  return {
    list,
    busy,
    runOf: ({ lookup }: { readonly lookup?: string | undefined }): Job | undefined =>
      lookup === undefined ? undefined : jobs.get(lookup),
    put: (rival: Typed, instead?: Who) => taken(putRival(id, rival, instead)),
    putOwn: ({ name: _, agency: __, ...figures }: Typed) => taken(putOwnNumbers(id, figures)),
    remove: (rival: Rival) =>
      start(async () => {
        const failure = await taken(removeFromList(id, { name: rival.name, agency: rival.agency }))
        if (failure) return told(failure)
        toast.message('Removed', {
          description: rival.name,
          duration: 10_000,
          action: { label: 'Undo', onClick: () => void taken(putRival(id, rival)) },
        })
      }),
    lookUp: (who: Who) =>
      start(async () => {
        setRound(round + 1)
        const answer = await startLookup(id, who, me, `${nonce}:${round}`)
        if (!answer.ok) return told(answer.failure)
        const { document, job } = answer.value
        setJobs((before) => new Map([...before, [job.id, job]]))
        setList(document)
      }),
    apply,
    own: { ...noFigures, ...list.own },
  }
}
