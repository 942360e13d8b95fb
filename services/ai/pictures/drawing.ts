/** A picture as it is kept and answered. */
export interface Drawing {
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** What a picture should show. */
export interface Wish {
  /** What it is a picture of, in a few words. */
  readonly title: string
  readonly prompt: string
  /** For those who cannot see it. */
  readonly alt: string
}
