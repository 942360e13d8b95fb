import { cookies, headers } from 'next/headers'
import { ACCESS_COOKIE, REFRESH_COOKIE, sessionCookies, type TokenPair } from './tokens.ts'

/** Keeps the tokens in the browser. Only in server actions, which may set cookies. */
export async function keepTokens(tokens: TokenPair): Promise<void> {
  const secure = (await headers()).get('x-forwarded-proto') === 'https'
  const jar = await cookies()
  for (const cookie of sessionCookies(tokens, secure)) jar.set(cookie)
}

/** Takes the tokens out of the browser. */
export async function dropTokens(): Promise<void> {
  const jar = await cookies()
  jar.delete(ACCESS_COOKIE)
  jar.delete(REFRESH_COOKIE)
}
