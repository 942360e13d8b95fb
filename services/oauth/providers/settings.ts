import { Secret } from 'banyan/config'
import * as z from 'zod'
import { type AuthMethod, authMethods, type Preset, presets } from './presets.ts'

/** One provider as this server is set up for it. */
export interface ProviderSettings {
  /** `GOOGLE_BUSINESS` */
  readonly name: string
  readonly title: string
  /** How to reach it; undefined where nobody has said who we are to it. */
  readonly client: ClientSettings | undefined
}

export interface ClientSettings {
  readonly id: string
  readonly secret: Secret | undefined
  readonly authMethod: AuthMethod | undefined
  readonly issuer: string | undefined
  readonly authorizeUrl: string | undefined
  readonly tokenUrl: string | undefined
  readonly revokeUrl: string | undefined
  readonly scopes: string
  readonly parameters: Readonly<Record<string, string>>
  readonly rotates: boolean | undefined
}

const PARTS = 'ISSUER|CLIENT_ID|CLIENT_SECRET|SCOPES|AUTHORIZE_URL|TOKEN_URL|REVOKE_URL|AUTH_METHOD|TITLE'
/** `OAUTH_<PROVIDER>_CLIENT_ID` and the like. */
export const providerSetting = new RegExp(`^OAUTH_([A-Z][A-Z0-9_]*?)_(${PARTS})$`)

const Url = z.url({ protocol: /^https?$/, error: 'Write an address such as https://example.org' })
const Given = z.object({
  ISSUER: Url.optional(),
  AUTHORIZE_URL: Url.optional(),
  TOKEN_URL: Url.optional(),
  REVOKE_URL: Url.optional(),
  CLIENT_ID: z.string().optional(),
  CLIENT_SECRET: z.string().optional(),
  SCOPES: z.string().optional(),
  AUTH_METHOD: z.enum(authMethods, `Write one of ${authMethods.join(', ')}`).optional(),
  TITLE: z.string().max(60).optional(),
})
type Given = z.output<typeof Given>

/** What is wrong with a setting, by its name. */
export type Refuse = (name: string, message: string) => void

/** The providers of the product and those that settings name, in this order. */
export function providersOf(settings: Readonly<Record<string, string>>, refuse: Refuse): ProviderSettings[] {
  const given = new Map<string, Record<string, string>>(Object.keys(presets).map((name) => [name, {}]))
  for (const [setting, text] of Object.entries(settings)) {
    const [, name = '', part = ''] = providerSetting.exec(setting) ?? []
    given.set(name, { ...given.get(name), [part]: text })
  }
  return [...given].map(([name, parts]) => providerOf(name, parts, (part, why) => refuse(`OAUTH_${name}_${part}`, why)))
}

function providerOf(name: string, parts: Readonly<Record<string, string>>, refuse: Refuse): ProviderSettings {
  const preset = presets[name]
  const parsed = Given.safeParse(parts)
  for (const { path, message } of parsed.error?.issues ?? []) refuse(String(path[0]), message)
  const title = parts.TITLE ?? preset?.title ?? titleOf(name)
  if (!parsed.success) return { name, title, client: undefined }
  const own = parsed.data
  for (const part of ['ISSUER', 'AUTHORIZE_URL', 'TOKEN_URL', 'REVOKE_URL'] as const)
    if (own[part] !== undefined && !isPrivate(own[part]))
      refuse(part, 'Tokens travel there: it must be https, or on this machine')
  if (own.CLIENT_ID === undefined) {
    if (Object.keys(parts).length > 0) refuse('CLIENT_ID', 'Other settings of this provider are there')
    return { name, title, client: undefined }
  }
  const client = clientOf(own.CLIENT_ID, own, preset)
  if (client.issuer === undefined && (client.authorizeUrl === undefined || client.tokenUrl === undefined))
    refuse('ISSUER', 'Say where the provider is, or give its AUTHORIZE_URL and TOKEN_URL')
  return { name, title, client }
}

function clientOf(id: string, own: Given, preset: Preset | undefined): ClientSettings {
  // What is known of a provider is not known of another one in its place.
  const elsewhere = own.ISSUER !== undefined && own.ISSUER !== preset?.issuer
  const known = elsewhere ? undefined : preset
  const issuer = own.ISSUER ?? preset?.issuer
  const scopes = own.SCOPES?.replaceAll(',', ' ') ?? preset?.scopes ?? (issuer ? 'openid email offline_access' : '')
  return {
    id,
    secret: own.CLIENT_SECRET === undefined ? undefined : new Secret(own.CLIENT_SECRET),
    authMethod: own.AUTH_METHOD ?? known?.authMethod,
    issuer,
    authorizeUrl: own.AUTHORIZE_URL ?? known?.authorizeUrl,
    tokenUrl: own.TOKEN_URL ?? known?.tokenUrl,
    revokeUrl: own.REVOKE_URL,
    scopes,
    // A refresh token comes with consent only (OpenID Connect Core, section 11).
    parameters: preset?.parameters ?? (scopes.split(' ').includes('offline_access') ? { prompt: 'consent' } : {}),
    rotates: known?.rotates,
  }
}

/** Whether nobody on the way can read what is sent there. */
function isPrivate(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/** `SOME_CRM` as `Some crm`. */
function titleOf(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
