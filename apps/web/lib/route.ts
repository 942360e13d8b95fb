import type { Route } from 'next'

/** Paths that only a signed-in user sees. */
export const privatePaths = [
  '/home',
  '/studio',
  '/research',
  '/social',
  '/audit',
  '/competitors',
  '/reviews',
  '/plan',
  '/projects',
  '/saved',
  '/activity',
  '/profile',
  '/integrations',
  '/training',
  '/usage',
  '/settings',
] as const

export const isPrivate = (path: string): boolean =>
  privatePaths.some((root) => path === root || path.startsWith(`${root}/`))

/**
 * Where to go after signing in. Only a path of this site is taken: anything that a browser could read as another
 * origin (`//host`, `/\host`, a scheme, control characters) leads home instead.
 */
export function safeNext(next: unknown): Route {
  if (typeof next !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/home'
  const url = new URL(next, 'http://self.invalid')
  if (url.origin !== 'http://self.invalid' || url.pathname.startsWith('//')) return '/home'
  if (url.pathname === '/sign-in' || url.pathname === '/sign-up') return '/home'
  // Checked above to be a path of this site, which is all that the type says.
  return (url.pathname + url.search) as Route
}

/** The sign-in page, coming back to `path` afterwards. `ended` says that there was a session that the server refuses. */
export function signInRoute(path: string, ended = false): Route {
  const next = safeNext(path)
  const query = new URLSearchParams()
  if (ended) query.set('ended', '1')
  if (next !== '/home') query.set('next', next)
  return (query.size === 0 ? '/sign-in' : `/sign-in?${query}`) as Route
}
