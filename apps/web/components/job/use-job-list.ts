'use client'
import type { Job, JobSummary } from 'banyan/durable/contract'
import { useEffect, useState } from 'react'
import { getJson } from '../../lib/browser/get.ts'

const SOON = 1500
const LATER = 10_000

/**
 * The given jobs, kept up to date while any of them works: by asking again and again, since a stream for each would use up
 * the few connections that a browser opens to one host.
 */
export function useJobList(jobs: readonly JobSummary[]): readonly JobSummary[] {
  const [newer, setNewer] = useState<ReadonlyMap<string, JobSummary>>(new Map())
  const [round, setRound] = useState(0)
  const [given, setGiven] = useState(jobs)
  if (given !== jobs) {
    setGiven(jobs)
    setNewer(new Map())
  }
  const rows = jobs.map((job) => newer.get(job.id) ?? job)
  const watched = rows
    .filter(({ finishedAt }) => !finishedAt)
    .map(({ id }) => id)
    .join(' ')

  useEffect(() => {
    if (watched === '') return
    const stopped = new AbortController()
    const ask = async () => {
      const found = await current(watched.split(' '), stopped.signal)
      if (stopped.signal.aborted) return
      setNewer((known) => new Map([...known, ...found.map((job) => [job.id, job] as const)]))
      setRound((at) => at + 1)
    }
    const timer = setTimeout(ask, document.hidden ? LATER : round === 0 ? 0 : SOON)
    return () => {
      clearTimeout(timer)
      stopped.abort()
    }
  }, [watched, round])

  return rows
}

/** The active ones come together; what is no longer among them has ended, and is asked for once. What fails waits for the next round. */
async function current(ids: readonly string[], signal: AbortSignal): Promise<readonly JobSummary[]> {
  try {
    const { items } = await getJson<{ items: JobSummary[] }>('/jobs?status=pending&status=running&limit=100', signal)
    const active = new Map(items.map((job) => [job.id, job]))
    const ended = ids.filter((id) => !active.has(id)).slice(0, 10)
    const answers = await Promise.allSettled(ended.map((id) => getJson<Job>(`/jobs/${encodeURIComponent(id)}`, signal)))
    return [...active.values(), ...answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))]
  } catch {
    return []
  }
}
