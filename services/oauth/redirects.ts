import { type Config, publicUrl } from './config.ts'

/**
 * Whether providers may send people back to this address: a page of this server, or one that settings name. A server that
 * was not told its own address is reached on this machine.
 */
export function isAllowed(
  address: string,
  config: Pick<Config, 'OAUTH_REDIRECT_URIS' | 'PORT' | 'PUBLIC_URL'>,
): boolean {
  if (config.OAUTH_REDIRECT_URIS?.includes(address)) return true
  const { origin, username, password, hash, protocol, hostname, port } = new URL(address)
  if (username !== '' || password !== '' || hash !== '') return false
  if (config.PUBLIC_URL !== undefined) return origin === new URL(publicUrl(config)).origin
  return protocol === 'http:' && LOCAL.has(hostname) && Number(port || 80) === config.PORT
}

const LOCAL: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
