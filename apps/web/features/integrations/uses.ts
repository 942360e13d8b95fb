/** What a connected account is used for here. Of other providers nothing is known: they keep their tokens ready for the API. */
export const usesOf = (provider: string): string => USES[provider] ?? 'Its access is kept ready for calls of the API.'

const USES: Readonly<Record<string, string>> = {
  GOOGLE_BUSINESS: 'Your reviews come from there, to be analysed and answered.',
  FACEBOOK: 'Its access is kept ready for publishing posts over the API.',
  ZILLOW: 'Its access is kept ready for calls of the API.',
}
