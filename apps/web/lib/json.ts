/** What a text holds as JSON; undefined where it is none, e.g. because somebody saved plain text. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
