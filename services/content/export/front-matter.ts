/** What stands before a Markdown text, between two lines of dashes: names and texts. */
export type FrontMatter = Readonly<Record<string, string>>

/** Texts are quoted as JSON does it, which is YAML, too. */
export function withFrontMatter(fields: FrontMatter, text: string): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return ['---', ...lines, '---', '', text].join('\n')
}

/** A text without its front matter, and that. Of YAML it knows names with one text each; other lines are left out. */
export function readFrontMatter(text: string): { readonly fields: FrontMatter; readonly rest: string } {
  const lines = text.split('\n')
  const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---')
  if (lines[0]?.trimEnd() !== '---' || end === -1 || end > MOST_LINES) return { fields: {}, rest: text }
  const fields = new Map<string, string>()
  for (const line of lines.slice(1, end)) {
    const [, name, value] = /^([A-Za-z][\w-]{0,39}):[ \t](.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) fields.set(name.toLowerCase(), unquoted(value.trim()))
  }
  const rest = lines.slice(end + 1)
  if (rest[0]?.trim() === '') rest.shift()
  return { fields: Object.fromEntries(fields), rest: rest.join('\n') }
}

const MOST_LINES = 100

function unquoted(value: string): string {
  if (/^'.*'$/.test(value)) return value.slice(1, -1).replaceAll("''", "'")
  if (!/^".*"$/.test(value)) return value
  try {
    return String(JSON.parse(value))
  } catch {
    // YAML knows more escapes than JSON: the text as it stands is better than none.
    return value.slice(1, -1)
  }
}
