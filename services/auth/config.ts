import { secret } from 'banyan/config'
import * as z from 'zod'

export const config = z.object({
  AUTH_SECRET: secret(z.string().min(32))
    .optional()
    .describe(
      'Encrypts the keys that sign access tokens, the same in every process; generated under BANYAN_DATA when absent',
    ),
  BANYAN_DATA: z.string().min(1).default('.banyan').describe('Directory of the embedded database, keys and files'),
  BANYAN_DEMO: z.boolean().default(false).describe('Whether an empty database gets a demo account'),
})
export type AuthConfig = z.output<typeof config>
