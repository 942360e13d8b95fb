import { type NextRequest, NextResponse } from 'next/server'
import { forwarded } from './lib/connect.ts'
import { isPrivate, safeNext, signInRoute } from './lib/route.ts'
import { type Refreshed, refresh } from './lib/session/refresh.ts'
import { ACCESS_COOKIE, REFRESH_COOKIE, secondsLeft, sessionCookies } from './lib/session/tokens.ts'

/** Seconds before its end from which an access token is renewed, so that it does not end in the middle of a page. */
const EARLY = 45

export const config = {
  matcher: [
    '/home/:path*',
    '/studio/:path*',
    '/research/:path*',
    '/social/:path*',
    '/audit/:path*',
    '/competitors/:path*',
    '/reviews/:path*',
    '/plan/:path*',
    '/projects/:path*',
    '/saved/:path*',
    '/activity/:path*',
    '/profile/:path*',
    '/integrations/:path*',
    '/training/:path*',
    '/usage/:path*',
    '/settings/:path*',
    '/library/:path*',
    '/sign-in',
    '/sign-up',
  ],
}

/** Keeps the session alive before a page or an action runs, and sends who has none to sign in. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  if (isForeign(request)) return new NextResponse('Cross-site request refused', { status: 403 })

  const access = request.cookies.get(ACCESS_COOKIE)?.value
  const refreshToken = request.cookies.get(REFRESH_COOKIE)?.value
  const left = secondsLeft(access, Date.now())
  if (left > EARLY || !refreshToken) return answer(request, left > 0)

  const refreshed = await refresh(refreshToken, forwarded(request.headers))
  if (!refreshed.ok) return answer(request, left > 0 || !refreshed.ended, refreshed)
  return answer(request, true, refreshed)
}

/** A state-changing request must come from a page of ours. Next checks this too, except when there is no `Origin`. */
function isForeign(request: NextRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const origin = request.headers.get('origin')
  return origin === null || !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host')
}

/** Goes on, or elsewhere, with the cookies that the refresh brought for the browser and for the page itself. */
function answer(request: NextRequest, signedIn: boolean, refreshed?: Refreshed): NextResponse {
  const cookies = cookiesOf(request, refreshed)
  for (const { name, value, maxAge } of cookies) {
    if (maxAge > 0) request.cookies.set(name, value)
    else request.cookies.delete(name)
  }
  const response = route(request, signedIn) ?? NextResponse.next({ request: { headers: request.headers } })
  for (const cookie of cookies) response.cookies.set(cookie)
  return response
}

function cookiesOf(request: NextRequest, refreshed: Refreshed | undefined) {
  const secure = request.headers.get('x-forwarded-proto') === 'https'
  if (refreshed?.ok) return sessionCookies(refreshed.tokens, secure)
  if (!refreshed?.ended) return []
  const nothing = { accessToken: '', refreshToken: '', expiresIn: 0 }
  return sessionCookies(nothing, secure).map((cookie) => ({ ...cookie, maxAge: 0 }))
}

/** A redirect where the page is not for this reader. An action goes on: it answers for itself. */
function route(request: NextRequest, signedIn: boolean): NextResponse | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
  const { pathname, search, searchParams } = request.nextUrl
  const to = (path: string) => NextResponse.redirect(new URL(path, request.nextUrl))
  if (!signedIn && isPrivate(pathname)) return to(signInRoute(pathname + search))
  const forGuests = pathname === '/sign-in' || pathname === '/sign-up'
  // A token that the server refuses looks fine from here: whoever comes because of that gets the form, not a circle.
  if (signedIn && forGuests && !searchParams.has('ended')) return to(safeNext(searchParams.get('next')))
  return undefined
}
