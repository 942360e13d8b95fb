/**
 * The day of a date as search engines write it, `2026-01-31` in UTC; undefined where nobody can tell, and for days that
 * cannot be: before the web, or after tomorrow. `now` in milliseconds since the epoch, for `2 hours ago`.
 */
export function dayOf(written: string | undefined, now: number): string | undefined {
  const text = written?.trim() ?? ''
  const time = relative(text, now) ?? absolute(text)
  if (time === undefined || Number.isNaN(time) || time < FIRST || time > now + DAY) return undefined
  return new Date(time).toISOString().slice(0, 10)
}

const DAY = 86_400_000
const FIRST = Date.UTC(1990, 0, 1)

const UNITS: Readonly<Record<string, number>> = {
  second: 1_000,
  sec: 1_000,
  minute: 60_000,
  min: 60_000,
  hour: 3_600_000,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
}

function relative(text: string, now: number): number | undefined {
  if (/^(today|just now)$/i.test(text)) return now
  if (/^yesterday$/i.test(text)) return now - DAY
  const [, count = '', unit = ''] =
    /^(\d{1,4}|an?|one) (second|sec|minute|min|hour|day|week|month|year)s? ago$/i.exec(text) ?? []
  const length = UNITS[unit.toLowerCase()]
  return length === undefined ? undefined : now - length * (/^\d/.test(count) ? Number(count) : 1)
}

function absolute(text: string): number | undefined {
  const [, year, month, day, rest = ''] = /^(\d{4})-(\d\d)-(\d\d)(.*)$/.exec(text) ?? []
  if (year !== undefined) {
    const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
    // Without a zone of its own it is taken as UTC; the 30th of February is no day.
    if (new Date(midnight).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined
    return /\d(z|[+-]\d\d:?\d\d)$/i.test(rest) ? Date.parse(text.replace(' ', 'T')) : midnight
  }
  // `Wed, 31 Jan 2026 10:00:00 GMT`, `Jan 31, 2026`, `31 January 2026`. In 3/4/2026 nobody knows which is the month.
  if (!/^(?=.*\b[a-z]{3,9}\b)(?=.*\b(19|20)\d\d\b)(?=.*\b\d{1,2}\b)[\w ,:+-]{8,40}$/i.test(text)) return undefined
  return Date.parse(/\b(gmt|utc|z)$|[+-]\d{4}$/i.test(text) ? text : `${text} UTC`)
}
