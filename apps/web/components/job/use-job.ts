'use client'
import type { Job } from 'banyan/durable/contract'
import { useEffect, useEffectEvent, useReducer, useState } from 'react'
import { type Connection, followJob } from '../../lib/browser/job-events.ts'
import { after, type JobView, viewOf } from './job-view.ts'

/** A job, live: what happens to it until it ends, and how the connection is. Calls `ended` once it has ended. */
export function useJob(job: Job, ended: () => void): { view: JobView; connection: Connection } {
  const [view, dispatch] = useReducer(
    (before: JobView, change: (view: JobView) => JobView) => change(before),
    job,
    viewOf,
  )
  const [connection, setConnection] = useState<Connection>('connecting')
  const onEnd = useEffectEvent(ended)

  useEffect(
    () =>
      followJob(job.id, {
        event: (event) => dispatch((before) => after(before, event)),
        snapshot: (now) => dispatch((before) => ({ ...viewOf(now), lines: before.lines })),
        connection: setConnection,
        ended: () => onEnd(),
      }),
    [job.id],
  )
  return { view, connection }
}
