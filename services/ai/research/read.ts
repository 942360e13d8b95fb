import type { WebResult } from '@banyan/search/contract'
import { settle } from 'banyan/contract'
import { plainText } from 'banyan/text'
import type { Source } from '../generators/generator.ts'
import type { GeneratorContext } from '../shape.ts'
import { slugOf } from './address.ts'

/** Characters of a source that are read: eight of them fit into the context of a small model. */
const LENGTH = 4_000
/** How many are read in full; the rest speak through their snippets. */
const WHOLE = 5

/** The texts behind the results. Only articles of this server's library are fetched: the web is not ours to crawl. */
export function read(results: readonly WebResult[], ctx: GeneratorContext): Promise<Source[]> {
  return Promise.all(
    results.map(async ({ title, url, snippet }, at) => {
      const article = at < WHOLE ? await articleAt(url, title, ctx) : undefined
      return { title, url, snippet, text: (article ?? plainText(snippet)).slice(0, LENGTH).toWellFormed() }
    }),
  )
}

/** An address elsewhere may look like one of the library: only the same title makes it the same article. */
async function articleAt(url: string, title: string, { call, log }: GeneratorContext): Promise<string | undefined> {
  const slug = slugOf(url)
  if (slug === undefined) return undefined
  const answer = await settle(call.search.article({ slug }))
  if (!answer.ok) log.info({ code: answer.error.code }, 'an article could not be read: its snippet has to do')
  return answer.ok && answer.value.title === title ? plainText(answer.value.body) : undefined
}
