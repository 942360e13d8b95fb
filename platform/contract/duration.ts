/** A length of time as people write it: `250ms`, `30s`, `5m`, `1h`, `7d`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of a duration. Throws a `TypeError` for anything that is not one. */
export function ms(duration: Duration): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration)
  if (!match) throw new TypeError(`not a duration: "${duration}" (write 250ms, 30s, 5m, 1h or 7d)`)
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]
}
