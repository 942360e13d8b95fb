import { secret } from 'banyan/config'
import * as z from 'zod'

export const config = z
  .object({
    AUTH_SECRET: secret(z.string().min(32))
      .optional()
      .describe(
        'Encrypts the keys that sign access tokens, the same in every process; generated under BANYAN_DATA when absent',
      ),
    AUTH_ADMINS: z
      .array(z.string())
      .optional()
      .describe('Accounts with the role admin, by their ids, which GET /user/profile tells'),
    BANYAN_DATA: z.string().min(1).default('.banyan').describe('Directory of the embedded database, keys and files'),
    BANYAN_DEMO: z
      .boolean()
      .default(false)
      .describe('Whether an empty database gets a demo account; refused in production with a DATABASE_URL'),
    // Whether there is one is all that is read of it here.
    DATABASE_URL: z
      .string()
      .transform(() => true)
      .optional()
      .meta({ description: 'As above', expected: 'as above' }),
    NODE_ENV: z.string().default('development').meta({ description: 'As above', expected: 'as above' }),
  })
  .superRefine(({ BANYAN_DEMO, DATABASE_URL, NODE_ENV }, ctx) => {
    const message = 'In production no demo account is made in a database that somebody brought (DATABASE_URL)'
    if (BANYAN_DEMO && DATABASE_URL && NODE_ENV === 'production')
      ctx.addIssue({ code: 'custom', path: ['BANYAN_DEMO'], message })
  })
export type AuthConfig = z.output<typeof config>
