import type { Row } from '../../lib/content/specs.ts'

/** When each scene begins, in seconds, and when the last one ends. */
export function timings(scenes: readonly Row[]): { readonly starts: readonly number[]; readonly total: number } {
  let total = 0
  const starts = scenes.map(({ seconds }) => {
    const start = total
    total += Number(seconds) || 0
    return start
  })
  return { starts, total }
}

/** Seconds as a player shows them: `1:05`. */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`
