'use server'
import { cookies } from 'next/headers'
import { ACCESS_COOKIE } from '../session/tokens.ts'

/**
 * Called by a page whose access token has ended: on the way here the proxy trades the refresh token for new cookies.
 * Answers whether the reader is still signed in.
 */
export async function keepSession(): Promise<boolean> {
  return (await cookies()).has(ACCESS_COOKIE)
}
