'use client'
import { useSyncExternalStore } from 'react'

export interface TimeProps {
  /** RFC 3339. */
  readonly at: string
  /** `ago` for lists, `clock` for the story of a run, `date` for documents. */
  readonly look?: 'ago' | 'clock' | 'date'
  readonly className?: string
}

/** A point in time: on the server in UTC, in the browser as the reader's clock has it. */
export function Time({ at, look = 'ago', className }: TimeProps) {
  const text = useSyncExternalStore(
    look === 'ago' ? everyHalfMinute : never,
    () => (look === 'ago' ? ago(at) : formats[look].format(new Date(at))),
    () => utc[look].format(new Date(at)),
  )
  return (
    <time
      dateTime={at}
      title={full.format(new Date(at))}
      suppressHydrationWarning
      className={`tabular-nums ${className ?? ''}`}
    >
      {text}
    </time>
  )
}

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', options)

const formats = { clock: format(CLOCK), date: format(DATE) }
const utc = {
  ago: format({ ...DATE, timeZone: 'UTC' }),
  clock: format({ ...CLOCK, timeZone: 'UTC' }),
  date: format({ ...DATE, timeZone: 'UTC' }),
}
const full = format({ dateStyle: 'full', timeStyle: 'medium' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

function ago(at: string): string {
  const seconds = (Date.parse(at) - Date.now()) / 1000
  if (seconds < -7 * 86_400) return formats.date.format(new Date(at))
  for (const [unit, size] of UNITS)
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
  return 'just now'
}

function everyHalfMinute(changed: () => void): () => void {
  const timer = setInterval(changed, 30_000)
  return () => clearInterval(timer)
}

const never = () => () => undefined
