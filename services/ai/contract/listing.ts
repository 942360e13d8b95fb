import * as z from 'zod'
import { generation, model, text } from './generation.ts'

/** What is known of a property. What is left out is unknown, and not written about. */
export const Property = z
  .object({
    address: text(300).optional(),
    /** `single-family home`, `condo` ... */
    type: text(80),
    bedrooms: z.int().min(0).max(100).optional(),
    /** Halves count: 2.5. */
    bathrooms: z.number().min(0).max(100).optional(),
    squareFeet: z.int().min(1).max(1_000_000).optional(),
    /** US dollars. */
    price: z.number().min(0).max(1_000_000_000).optional(),
    features: z.array(text(200)).max(40),
  })
  .meta({ id: 'Property' })
export type Property = z.infer<typeof Property>

const house = {
  address: '12 Elm Street, Austin, TX',
  type: 'single-family home',
  bedrooms: 3,
  bathrooms: 2.5,
  squareFeet: 1850,
  price: 450_000,
  features: ['fenced garden', 'new roof in 2024', 'two-car garage'],
}

export const descriptionLimit = 3000

export const ListingDescription = z
  .object({
    headline: z.string().min(1).max(120),
    description: z.string().min(1).max(descriptionLimit),
    highlights: z.array(z.string().min(1).max(200)).max(12),
    model,
  })
  .meta({ id: 'ListingDescription' })
export type ListingDescription = z.infer<typeof ListingDescription>

export const generateListingDescription = generation({
  http: 'POST /ai/generate-listing-description',
  summary: 'Describe a property for a listing',
  input: z.object({
    property: Property,
    /** For whom it is written: `first-time buyers`, `investors` ... */
    persona: text(120),
  }),
  output: ListingDescription,
  example: { property: house, persona: 'first-time buyers' },
})

export const ListingFaqs = z
  .object({
    faqs: z
      .array(z.object({ q: z.string().min(1).max(300), a: z.string().min(1).max(1200) }))
      .min(1)
      .max(15),
    model,
  })
  .meta({ id: 'ListingFaqs' })
export type ListingFaqs = z.infer<typeof ListingFaqs>

export const generateListingFaqs = generation({
  http: 'POST /ai/generate-listing-faqs',
  summary: 'Answer what buyers ask about a property',
  input: z.object({ property: Property }),
  output: ListingFaqs,
  example: { property: house },
})
