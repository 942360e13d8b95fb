/** What is known of a provider beside what whoever runs the server has to say: its client. */
export interface Preset {
  /** For people. */
  readonly title: string
  /** Where its metadata is published (OpenID Connect Discovery). */
  readonly issuer?: string
  readonly authorizeUrl?: string
  readonly tokenUrl?: string
  readonly scopes: string
  /** Sent with each authorization. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Whether a refresh gives another refresh token, so that the old one ends. Absent where nobody knows. */
  readonly rotates?: boolean
  readonly authMethod?: AuthMethod
}

export const authMethods = ['client_secret_basic', 'client_secret_post', 'none'] as const
/** How the client proves to the token endpoint who it is (RFC 7591). */
export type AuthMethod = (typeof authMethods)[number]

/** The providers of the product. Any other is what its settings say. */
export const presets: Readonly<Record<string, Preset>> = {
  // A refresh token comes with offline access only, and after the first time only when consent is asked for again:
  // https://developers.google.com/identity/protocols/oauth2/web-server
  GOOGLE_BUSINESS: {
    title: 'Google Business',
    issuer: 'https://accounts.google.com',
    scopes: 'openid email https://www.googleapis.com/auth/business.manage',
    parameters: { access_type: 'offline', prompt: 'consent' },
    rotates: false,
  },
  // Neither OpenID Connect nor refresh tokens: access lasts about sixty days.
  FACEBOOK: {
    title: 'Facebook',
    authorizeUrl: 'https://www.facebook.com/v23.0/dialog/oauth',
    tokenUrl: 'https://graph.facebook.com/v23.0/oauth/access_token',
    scopes: 'pages_show_list pages_read_engagement pages_manage_posts',
    authMethod: 'client_secret_post',
  },
  // Its partners are told the addresses.
  ZILLOW: { title: 'Zillow', scopes: '' },
}
