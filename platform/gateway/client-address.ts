import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

export interface Client {
  readonly ip: string
  /** Whether the browser speaks https, to us or to a proxy that we trust. */
  readonly https: boolean
  /** True for a call by the web process on behalf of its visitor. */
  readonly web: boolean
}

/** Finds out who really asks. Forwarded headers are believed from named proxies and from the web process, and from nobody else. */
export class ClientAddress {
  readonly #proxies: BlockList | undefined
  readonly #webKey: Buffer | undefined

  constructor(trustProxy: readonly string[] | undefined, webKey: string | undefined) {
    this.#proxies = trustProxy && trustProxy.length > 0 ? blockListOf(trustProxy) : undefined
    this.#webKey = webKey ? Buffer.from(webKey) : undefined
  }

  of({ socket, headers }: IncomingMessage): Client {
    const peer = plain(socket.remoteAddress ?? '')
    const encrypted = 'encrypted' in socket
    if (this.#isWeb(headers['x-banyan-web'])) {
      const visitor = first(headers['x-forwarded-for'])
      return { ip: isIP(visitor) ? plain(visitor) : peer, https: encrypted, web: true }
    }
    if (!this.#proxies || !this.#isProxy(peer)) return { ip: peer, https: encrypted, web: false }
    return {
      ip: this.#nearestStranger(peer, headers['x-forwarded-for']),
      https: encrypted || first(headers['x-forwarded-proto']) === 'https',
      web: false,
    }
  }

  /** Every proxy adds at the end whom it heard from, so the last one that is no proxy of ours is the client. */
  #nearestStranger(peer: string, forwarded: string | string[] | undefined): string {
    let nearest = peer
    for (const entry of String(forwarded ?? '')
      .split(',')
      .reverse()) {
      const address = plain(entry.trim())
      if (!isIP(address)) break
      nearest = address
      if (!this.#isProxy(address)) break
    }
    return nearest
  }

  #isProxy(address: string): boolean {
    const version = isIP(address)
    return version !== 0 && this.#proxies?.check(address, version === 4 ? 'ipv4' : 'ipv6') === true
  }

  #isWeb(given: string | string[] | undefined): boolean {
    if (given === undefined || !this.#webKey) return false
    const bytes = Buffer.from(String(given))
    return bytes.length === this.#webKey.length && timingSafeEqual(bytes, this.#webKey)
  }
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const version = isIP(address)
    if (version === 0) throw new Error(`trustProxy: "${range}" is neither an address nor a CIDR range`)
    const type = version === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, type)
    else list.addSubnet(address, Number(bits), type)
  }
  return list
}

const first = (header: string | string[] | undefined): string =>
  String(header ?? '')
    .split(',')[0]
    ?.trim() ?? ''

/** A dual-stack socket shows an IPv4 client as `::ffff:192.0.2.1`. */
const plain = (address: string): string =>
  address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
