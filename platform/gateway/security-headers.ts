/** Headers of an answer that keep a browser from doing more with it than was meant, name and value in turn. */
export const securityHeaders = {
  /** For data: nothing in it may run, be framed or be embedded elsewhere. */
  api: forBoth([
    'x-content-type-options',
    'nosniff',
    'referrer-policy',
    'no-referrer',
    'content-security-policy',
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'permissions-policy',
    'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy',
    'same-origin',
    'cross-origin-resource-policy',
    'same-origin',
  ]),
  web: forWeb("'self' 'unsafe-inline'"),
  /** React evaluates code to show where an error comes from, in development only. */
  webInDevelopment: forWeb("'self' 'unsafe-inline' 'unsafe-eval'"),
}

export interface ByScheme {
  readonly http: readonly string[]
  readonly https: readonly string[]
}

/** `script-src` has `unsafe-inline` because Next.js starts static pages by inline scripts, which cannot carry a nonce. */
function forWeb(scripts: string): ByScheme {
  return forBoth([
    'x-content-type-options',
    'nosniff',
    // With "no-referrer" a browser sends `Origin: null` with forms, which the check for cross-site requests refuses.
    'referrer-policy',
    'strict-origin-when-cross-origin',
    'content-security-policy',
    [
      "default-src 'self'",
      `script-src ${scripts}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      "connect-src 'self'",
      "worker-src 'self' blob:",
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'permissions-policy',
    'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy',
    'same-origin',
  ])
}

/** Browsers ignore HSTS over http, and a development machine must not be told to use https for a year. */
function forBoth(headers: readonly string[]): ByScheme {
  return { http: headers, https: [...headers, 'strict-transport-security', 'max-age=31536000; includeSubDomains'] }
}
