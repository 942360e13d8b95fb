import type { Imported } from '@banyan/content/contract'
import { get } from './get.ts'
import { keep } from './keep-file.ts'
import { postJson } from './post.ts'

/** Fetches the whole library and has the browser keep it: one file, or several where it is large. Resolves to how many. */
export async function exportLibrary(): Promise<number> {
  let cursor: string | null = null
  for (let part = 1; ; part++) {
    const query: string = cursor === null ? '' : `?${new URLSearchParams({ cursor })}`
    const text = await (await get(`/content/export${query}`, 'application/json')).text()
    // The service wrote it.
    const { exportedAt, next } = JSON.parse(text) as { exportedAt: string; next: string | null }
    const name = `library-${exportedAt.slice(0, 10)}${part > 1 || next !== null ? `-${part}` : ''}.json`
    keep(new Blob([text], { type: 'application/json' }), name)
    if (next === null) return part
    cursor = next
  }
}

/** What became of the things in some files; `unreadable` are the files that are neither an export nor text. */
export interface Taken {
  readonly items: readonly Imported[]
  readonly unreadable: readonly string[]
}

/** Takes exports and Markdown files into the library. With `replace`, what differs takes the place of what is there. */
export async function importFiles(files: readonly File[], replace: boolean): Promise<Taken> {
  const conflicts = replace ? 'replace' : 'keep'
  const items: Imported[] = []
  const unreadable: string[] = []
  const markdown: { name: string; text: string }[] = []
  for (const file of files) {
    const text = await file.text()
    if (!/\.json$/i.test(file.name)) markdown.push({ name: file.name, text })
    else {
      const content = objectIn(text)
      if (!content) unreadable.push(file.name)
      else items.push(...(await taken({ ...content, conflicts })))
    }
  }
  if (markdown.length > 0) items.push(...(await taken({ markdown, conflicts })))
  return { items, unreadable }
}

const taken = async (content: object): Promise<readonly Imported[]> =>
  (await postJson<{ items: readonly Imported[] }>('/content/import', JSON.stringify(content))).items

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    // Some other file with this ending.
    return undefined
  }
}
