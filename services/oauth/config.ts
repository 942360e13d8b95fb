import { duration, family, secret } from 'banyan/config'
import * as z from 'zod'
import { type ProviderSettings, providerSetting, providersOf } from './providers/settings.ts'
import type { KmsOptions } from './vault/kms-keyring.ts'

const providers = family(
  providerSetting,
  'OAUTH_<PROVIDER>_CLIENT_ID, _CLIENT_SECRET, _ISSUER, _AUTHORIZE_URL, _TOKEN_URL, _REVOKE_URL, _SCOPES, _AUTH_METHOD, _TITLE',
)
  .meta({
    description:
      'A provider of accounts: `GOOGLE_BUSINESS`, `FACEBOOK`, `ZILLOW` or any other name. See services/oauth/README.md',
    expected: 'what the provider says of the client, and where the provider is',
  })
  .transform((settings, ctx): readonly ProviderSettings[] =>
    providersOf(settings, (name, message) => ctx.addIssue({ code: 'custom', path: [name], message })),
  )

export const config = z
  .object({
    OAUTH_PROVIDERS: providers.prefault({}),
    OAUTH_REDIRECT_URIS: z
      .array(z.url({ protocol: /^https?$/ }))
      .optional()
      .describe('Where providers may send people back to, besides all pages of this server'),
    OAUTH_TIMEOUT: duration().prefault('8s').describe('How long one request to a provider may take'),
    OAUTH_SECRET: secret(z.string().min(32))
      .optional()
      .describe(
        'Encrypts the keys of stored tokens, the same in every process; generated under BANYAN_DATA when absent',
      ),
    OAUTH_SECRET_PREVIOUS: secret(z.string().min(32))
      .optional()
      .describe('The former OAUTH_SECRET: what it encrypted is read, and encrypted anew'),
    ENCRYPTION_KEY_ARN: z
      .string()
      .optional()
      .describe('A key of AWS KMS that encrypts the keys of stored tokens, in place of OAUTH_SECRET'),
    AWS_REGION: z.string().optional().describe('Region of AWS; by default that of the key'),
    AWS_ACCESS_KEY_ID: secret().optional().describe('Who calls AWS'),
    AWS_SECRET_ACCESS_KEY: secret().optional().describe('Proves who calls AWS'),
    AWS_SESSION_TOKEN: secret().optional().describe('Goes with temporary credentials of AWS'),
    AWS_ENDPOINT_URL_KMS: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("Where AWS KMS is; by default the region's"),
    BANYAN_DATA: z.string().min(1).default('.banyan').describe('Directory of the embedded database, keys and files'),
    PORT: z.int().min(0).max(65_535).default(3000).describe('Port of the gateway'),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where this server is reached from outside; http://localhost:<PORT> without it'),
  })
  .superRefine(({ ENCRYPTION_KEY_ARN, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }, ctx) => {
    if (ENCRYPTION_KEY_ARN === undefined) return
    const refuse = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (regionOf(ENCRYPTION_KEY_ARN) === undefined && AWS_REGION === undefined)
      refuse('AWS_REGION', 'ENCRYPTION_KEY_ARN does not say it')
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
      refuse('ENCRYPTION_KEY_ARN', 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY have to go with it')
  })
export type Config = z.output<typeof config>

/** `arn:aws:kms:eu-central-1:111122223333:key/...` */
export const regionOf = (arn: string): string | undefined => /^arn:[\w-]+:kms:([\w-]+):/.exec(arn)?.[1]

/** How to reach AWS KMS, where a key of it is to be used. */
export function kmsOf(config: Config): KmsOptions | undefined {
  const { ENCRYPTION_KEY_ARN: keyArn, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = config
  if (keyArn === undefined || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined
  const region = regionOf(keyArn) ?? config.AWS_REGION ?? ''
  return {
    keyArn,
    region,
    url: config.AWS_ENDPOINT_URL_KMS ?? `https://kms.${region}.amazonaws.com/`,
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  }
}

/** Without a slash at its end. */
export const publicUrl = ({ PORT, PUBLIC_URL }: Pick<Config, 'PORT' | 'PUBLIC_URL'>): string =>
  PUBLIC_URL?.replace(/\/+$/, '') ?? `http://localhost:${PORT}`
