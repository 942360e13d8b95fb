/** The month of a time, in UTC: `2026-01`. `now` in milliseconds since the epoch. */
export const monthOf = (now: number): string => new Date(now).toISOString().slice(0, 7)

/** When the next month begins. */
export function nextMonth(now: number): Date {
  const date = new Date(now)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1))
}
