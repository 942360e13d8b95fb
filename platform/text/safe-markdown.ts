/**
 * Markdown that somebody else wrote, e.g. a model, without what it could do harm by: HTML, pictures, and links to
 * anything but pages of the web or of this site that `allowed` lets pass. Of a link that goes, its words stay.
 * Runs in linear time on any input, since every pattern is bounded.
 */
export function safeMarkdown(markdown: string, allowed: (address: string) => boolean): string {
  const safe = (address: string) => isPage(address) && allowed(address)
  return (
    markdown
      .replaceAll('\r\n', '\n')
      .replace(DEFINITION, '')
      .replace(IMAGE, (_, words: string) => words)
      .replace(LINK, (link, words: string, address: string) => (safe(address) ? link : words))
      // What looks like a link and is none that was checked: with brackets in its words, or unbalanced.
      .replace(LINK_OR_START, (found, address?: string) => (address !== undefined && safe(address) ? found : ']\\('))
      .replace(REFERENCE, (_, words: string) => words)
      .replace(AUTOLINK, (link, address: string) => (safe(address) ? link : ''))
      // Again and again: what is left around a tag may make another one.
      .replace(HTML, '')
      .replace(/<(?=[a-z/!?])(?!https?:)/gi, '&lt;')
  )
}

/** A page of the web, or of this site: browsers take `//host` and `/\host` for another server. */
const isPage = (address: string): boolean =>
  /^\/(?![/\\])/.test(address) || /^https?:$/.test(URL.parse(address)?.protocol ?? '')

const DEFINITION = /^ {0,3}\[[^[\]\n]{1,200}\]:[^\n]{0,2000}\n?/gm
const IMAGE = /!\[([^[\]]{0,1000})\](?:\([^()]{0,2000}\)|\[[^[\]]{0,200}\])/g
const TARGET = String.raw`\]\(\s{0,9}<?((?:[^()<>\s]|\([^()<>\s]{0,200}\)){0,2000})>?(?:\s{1,9}[^()]{0,300})?\)`
const LINK = new RegExp(String.raw`\[([^[\]]{0,1000})${TARGET}`, 'g')
const LINK_OR_START = new RegExp(String.raw`${TARGET}|\]\(`, 'g')
const REFERENCE = /\[([^[\]]{1,1000})\]\[[^[\]]{0,200}\]/g
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,30}:[^<>\s]{0,2000})>/gi
const HTML = /<!--[\s\S]{0,2000}?-->|<\/?(?!https?:)[a-z][^<>]{0,2000}>/gi
