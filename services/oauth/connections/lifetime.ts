/** At most so long before its end an access token is renewed, in milliseconds, and never for more than a tenth of its time. */
const AHEAD = 60_000

/** The times of a token that ends at `expiresAt`, milliseconds since the epoch. Without an end it is never renewed. */
export function lifetime(
  expiresAt: number | undefined,
  now: number,
): { readonly expires_at: Date | null; readonly refresh_at: Date | null } {
  if (expiresAt === undefined) return { expires_at: null, refresh_at: null }
  const ahead = Math.min(AHEAD, Math.max(0, expiresAt - now) / 10)
  return { expires_at: new Date(expiresAt), refresh_at: new Date(expiresAt - ahead) }
}
