/** Which authorization this browser has begun: `<provider>.<state>`. */
export const STATE_COOKIE = 'banyan_oauth_state'

/** Where a provider sends people back to, on the address under which the reader knows this server. */
export function callbackOf(headers: Pick<Headers, 'get'>, provider: string): string {
  const proto = headers.get('x-forwarded-proto') ?? 'http'
  const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? 'localhost'
  return `${proto}://${host}/integrations/callback/${encodeURIComponent(provider)}`
}
