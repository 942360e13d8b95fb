/** The value of the first cookie of a name, as it was sent. */
export function cookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  for (let from = 0; from < header.length; ) {
    const next = header.indexOf(';', from)
    const end = next === -1 ? header.length : next
    const equals = header.indexOf('=', from)
    if (equals !== -1 && equals < end && header.slice(from, equals).trim() === name)
      return header.slice(equals + 1, end).trim()
    from = end + 1
  }
  return undefined
}

export const ACCESS_COOKIE = 'banyan_access'
export const REFRESH_COOKIE = 'banyan_refresh'
