import { failure } from 'banyan/contract'
import * as z from 'zod'

/** Milliseconds for one page of reviews. */
const PATIENCE = 10_000
const PAGE = 50

const Page = z.object({
  reviews: z.array(z.object({ comment: z.string().optional() })).default([]),
  nextPageToken: z.string().optional(),
})

/** `accounts/1234/locations/5678`: what an agent writes into his profile. */
export const isLocation = (text: string): boolean => /^accounts\/[\w-]{1,60}\/locations\/[\w-]{1,60}$/.test(text)

/**
 * The texts of the newest reviews of a location of Google Business, at most `most` (Business Profile API, version 4). Those
 * without words are left out. Rejects with a `Failure`; `unauthenticated` where the token is refused.
 */
export async function googleReviews(location: string, accessToken: string, most: number): Promise<readonly string[]> {
  const found: string[] = []
  let pageToken: string | undefined
  do {
    const page = await pageOf(location, accessToken, pageToken)
    for (const { comment = '' } of page.reviews) if (original(comment) !== '') found.push(original(comment))
    pageToken = page.nextPageToken
  } while (pageToken !== undefined && found.length < most)
  return found.slice(0, most)
}

async function pageOf(location: string, accessToken: string, pageToken: string | undefined) {
  const query = new URLSearchParams({ pageSize: String(PAGE), ...(pageToken && { pageToken }) })
  const response = await answer(`${base()}/v4/${location}/reviews?${query}`, accessToken)
  const { status } = response
  if (status === 401) throw failure('unauthenticated', 'Google Business does not accept the access')
  if (status === 403) throw failure('forbidden', 'Google Business does not let this account read these reviews.')
  if (status === 404) throw failure('notFound', 'Google Business knows no such location: see your profile.')
  if (status === 429 || status >= 500) throw failure('unavailable', 'Google Business does not answer right now.')
  const page = Page.safeParse(await response.json().catch(() => undefined))
  if (!response.ok || !page.success) throw failure('downstreamFailed', 'Google Business gave an answer of no use.')
  return page.data
}

async function answer(url: string, accessToken: string): Promise<Response> {
  try {
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
    return await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE), redirect: 'error', cache: 'no-store' })
  } catch (cause) {
    throw failure('unavailable', { detail: 'Google Business cannot be reached right now.', cause })
  }
}

/** A review in another language comes with a translation before or after it. */
const original = (comment: string): string =>
  (/\(Original\)\s*([\s\S]+)$/.exec(comment)?.[1] ?? comment.replace(/\(Translated by Google\)[\s\S]*$/, ''))
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Another one for tests, or a proxy. */
const base = () => process.env.WEB_GOOGLE_BUSINESS_URL ?? 'https://mybusiness.googleapis.com'
