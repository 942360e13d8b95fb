import * as z from 'zod'
import { text, time } from './texts.ts'

/** What may be left empty. */
const short = text.trim().max(200)
/** A text of a form, or an empty one. */
const formed = (pattern: RegExp, message: string, example: string) =>
  z
    .string()
    .trim()
    .max(2000)
    .regex(new RegExp(`^$|${pattern.source}`, pattern.flags), message)
    .meta({ examples: [example] })
const address = formed(
  /^https?:\/\/[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?$/i,
  'Write an address such as https://example.com',
  'https://example.com',
)
const email = formed(
  /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/,
  'Write an e-mail address such as ann@example.org',
  'ann@example.org',
)
const phone = formed(
  /^\+?[\s().-]*(\d[\s().-]*){7,15}((ext\.?|x)\s*\d{1,6})?$/i,
  'Write a phone number such as +1 512 555 0134',
  '+1 512 555 0134',
)
const years = z.int('Write a whole number of years').min(0, 'Years begin at 0').max(80, 'At most 80 years fit')

export const Review = z
  .object({
    source: z.enum(['Google', 'Zillow', 'Yelp', 'Other']),
    rating: z.number().min(1, 'Ratings go from 1 to 5').max(5, 'Ratings go from 1 to 5'),
    comment: text.max(4000),
    author: short.optional(),
    date: z.iso.date('Write a date such as 2026-03-14').optional(),
  })
  .meta({ id: 'Review' })

/** What can be said of oneself, and how. */
export const profileFields = {
  name: text.trim().min(1, 'Write your name').max(120),
  licence: short,
  certifications: z.array(text.trim().min(1, 'Something must stand here').max(120)).max(50),
  /** Of experience. */
  years: years.nullable(),
  bio: text.max(8000),
  phone: phone,
  address: text.trim().max(500),
  agency: short,
  website: address,
  social: z.object({
    facebook: address.optional(),
    instagram: address.optional(),
    x: address.optional(),
    linkedin: address.optional(),
    youtube: address.optional(),
    tiktok: address.optional(),
  }),
  /** The agent's place in a Google Business account. */
  googleId: short,
  zillowEmail: email,
  reviews: z.array(Review).max(200),
}

/** What an agent says about himself and his business. Version 0 and no name: nothing was said yet. */
export const AgentProfile = z
  .object({
    ...profileFields,
    name: z.string(),
    version: z.int(),
    updatedAt: time.nullable(),
  })
  .meta({ id: 'AgentProfile' })
export type AgentProfile = z.infer<typeof AgentProfile>

/** What is left out stays. */
export const ProfileChange = z.object(profileFields).partial().required({ name: true })
export type ProfileChange = z.infer<typeof ProfileChange>
