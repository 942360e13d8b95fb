'use server'
import { failure, settle } from 'banyan/contract'
import { cookies } from 'next/headers'
import { api } from '../../lib/api.ts'
import { accessOf, otherAccess } from '../../lib/google-business/access.ts'
import { googleReviews, isLocation } from '../../lib/google-business/reviews.ts'
import { MOST_REVIEWS } from '../../lib/market/reviews-in.ts'
import type { Answer } from '../../lib/orchestrate.ts'
import { loadAll } from '../../lib/session/guard.ts'
import { ACCESS_COOKIE, subjectOf } from '../../lib/session/tokens.ts'

/**
 * The reviews of the agent's location at Google Business. Profile and access are asked for at once; an access that Google
 * refuses is renewed, once.
 */
export async function importFromGoogle(): Promise<Answer<readonly string[]>> {
  const userId = subjectOf((await cookies()).get(ACCESS_COOKIE)?.value) ?? ''
  return loadAll(async (ask) => {
    const [profile, access] = await Promise.all([
      ask('your profile', () => api.content.agentProfile({})),
      accessOf(ask, userId),
    ])
    const location = profile.googleId.trim()
    if (!isLocation(location))
      throw failure('invalid', 'Your profile does not say which location is yours: accounts/1234/locations/5678.')
    return ask('Google Business', async () => {
      const first = await settle(googleReviews(location, access.accessToken, MOST_REVIEWS))
      if (first.ok) return first.value
      if (first.error.code !== 'unauthenticated') throw first.error
      const { accessToken } = await otherAccess(userId, access)
      const second = await settle(googleReviews(location, accessToken, MOST_REVIEWS))
      if (second.ok) return second.value
      // Whoever is signed in here stays so.
      if (second.error.code === 'unauthenticated')
        throw failure('forbidden', 'Google Business does not accept the access: connect it again.')
      throw second.error
    })
  })
}
