/**
 * Milliseconds that a `Retry-After` asks to wait: it holds seconds, or a date. Undefined where there is none, or it says
 * neither. `now` in milliseconds since the epoch.
 */
export function retryAfterOf(asked: string | null | undefined, now: number): number | undefined {
  if (asked === null || asked === undefined) return undefined
  const wait = /^\d+(\.\d+)?$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - now
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
