import { type Prompt, prompt } from '../prompt.ts'
import type { Material, Source } from './generator.ts'

/** The sources as they stand in a prompt, numbered from 1; `without` where there are none. */
export function sourceTags({ sources }: Material, without: Prompt): Prompt {
  if (sources.length === 0) return without
  const each = sources.map(
    ({ title, url, text }, at) => prompt`
<source number="${at + 1}">
<title>${title}</title>
${text}
<url>${url}</url>
</source>`,
  )
  return prompt`
<sources>
${each}
</sources>`
}

/** What an answer says of the pages it is made of, and of what it did without. */
export const searchedOf = ({ sources, degraded }: Material) => ({
  sources: sources.map(({ title, url, snippet }) => ({ title, url, snippet })),
  degraded: [...degraded],
})

/** Whether an address is that of a source: no other may be linked to. */
export const isSource =
  (sources: readonly Source[]) =>
  (address: string): boolean =>
    sources.some(({ url }) => url === address)
