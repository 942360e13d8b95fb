/**
 * The address under which a client is counted. IPv6 counts per /64, the smallest network that is given to one customer:
 * otherwise he has 2^64 addresses to be counted under. An IPv4 address that came through an IPv6 socket is that IPv4 address.
 */
export function clientKey(ip: string): string {
  if (!ip.includes(':')) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped) return mapped[1] as string
  const [head = '', tail] = (ip.split('%')[0] as string).toLowerCase().split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail ? tail.split(':') : []
  const groups =
    tail === undefined ? first : [...first, ...Array(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last]
  return `${groups.slice(0, 4).map(trimmed).join(':')}::/64`
}

const trimmed = (group: string) => group.replace(/^0+(?=.)/, '')
