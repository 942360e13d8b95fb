import { duration } from 'banyan/config'
import { ms } from 'banyan/contract'
import * as z from 'zod'
import { type EngineName, engineNames } from './engines/engine.ts'
import { engineSettings } from './engines/settings.ts'

/** The index of this server, which is always there. */
const EMBEDDED = 'embedded'
export type SourceName = EngineName | typeof EMBEDDED

export const config = z
  .object({
    PORT: z.int().min(0).max(65_535).default(3000).describe('Port of the gateway'),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where this server is reached from outside; http://localhost:<PORT> without it'),
    SEARCH_PROVIDER: z
      .array(z.enum([...engineNames, EMBEDDED]))
      .min(1)
      .optional()
      .meta({
        description:
          'Who is searched, in this order until one answers. Without it: `tavily,embedded` if there is a key, else `embedded`',
        expected: `names such as tavily,embedded, out of ${[...engineNames, EMBEDDED].join(', ')}`,
      }),
    ...engineSettings,
    SEARCH_ATTEMPT_TIMEOUT: duration().prefault('5s').describe('How long one call of a search engine may take'),
    SEARCH_CACHE_TTL: duration().optional().describe('How long the answer to a search is kept; an hour without it'),
    CACHE_TTL_SECONDS: z
      .int()
      .min(0)
      .max(86_400)
      .optional()
      .describe('The same in seconds, where SEARCH_CACHE_TTL is not set'),
  })
  .superRefine((settings, ctx) => {
    const refuse = (message: string) => ctx.addIssue({ code: 'custom', path: ['SEARCH_PROVIDER'], message })
    const names = settings.SEARCH_PROVIDER ?? []
    if (names.slice(0, -1).includes(EMBEDDED)) refuse('embedded always answers: nothing after it is ever asked')
    if (new Set(names).size < names.length) refuse('one is named twice')
    for (const [name, key] of [
      ['tavily', 'TAVILY_API_KEY'],
      ['brave', 'BRAVE_API_KEY'],
      ['serper', 'SERPER_API_KEY'],
    ] as const)
      if (names.includes(name) && !settings[key]) refuse(`${name} needs ${key}`)
    if (names.includes('searxng') && !settings.SEARXNG_BASE_URL)
      refuse('searxng needs SEARXNG_BASE_URL, the address of a SearXNG of your own')
  })
export type Config = z.output<typeof config>

/** Without a slash at its end. */
export const publicUrl = ({ PORT, PUBLIC_URL }: Config): string =>
  PUBLIC_URL?.replace(/\/+$/, '') ?? `http://localhost:${PORT}`

/** Who is searched, in order. */
export const sourcesOf = ({ SEARCH_PROVIDER, TAVILY_API_KEY }: Config): readonly SourceName[] =>
  SEARCH_PROVIDER ?? (TAVILY_API_KEY ? ['tavily', EMBEDDED] : [EMBEDDED])

/** Milliseconds. */
export const freshFor = ({ SEARCH_CACHE_TTL, CACHE_TTL_SECONDS }: Config): number =>
  SEARCH_CACHE_TTL ?? (CACHE_TTL_SECONDS === undefined ? ms('1h') : CACHE_TTL_SECONDS * 1_000)
