import { ArrowUpRight } from 'lucide-react'

export interface SourceLinkProps {
  readonly url: string
  readonly title: string
}

/** A source by its title, opening in a tab of its own. Only web addresses become links. */
export function SourceLink({ url, title }: SourceLinkProps) {
  const place = placeOf(url)
  if (!place) return <span className="font-medium">{title}</span>
  return (
    <>
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        className="font-medium text-accent underline decoration-1 underline-offset-3 hover:decoration-2"
      >
        {title}
        <ArrowUpRight aria-hidden className="ml-0.5 inline size-3.5 align-[-0.1em]" />
        <span className="sr-only">(opens in a new tab)</span>
      </a>
      <span className="block truncate text-ink-3 text-xs">{place}</span>
    </>
  )
}

/** Host and path for the eye; undefined for what must not be a link, e.g. `javascript:`. */
function placeOf(url: string): string | undefined {
  if (url.startsWith('/') && !url.startsWith('//')) return url
  if (!URL.canParse(url)) return undefined
  const { protocol, host, pathname } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return undefined
  return host + (pathname === '/' ? '' : pathname)
}
