import { duration } from 'banyan/config'
import * as z from 'zod'

export const config = z.object({
  PORT: z.int().min(0).max(65_535).default(3000).describe('Port of the gateway'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where this server is reached from outside; http://localhost:<PORT> without it'),
  SEARCH_CACHE_TTL: duration().prefault('1h').describe('How long the answer to a search is kept'),
})
export type Config = z.output<typeof config>

/** Without a slash at its end. */
export const publicUrl = ({ PORT, PUBLIC_URL }: Config): string =>
  PUBLIC_URL?.replace(/\/+$/, '') ?? `http://localhost:${PORT}`
