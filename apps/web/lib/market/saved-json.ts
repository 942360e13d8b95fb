import * as z from 'zod'

/** The run that a document came from: by it the entry is found again. */
export const job = z.string().optional()

/** What a saved body holds, if it is JSON of this form. */
export function savedJson<S extends z.ZodType>(schema: S, body: string): z.output<S> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data : undefined
  } catch {
    // Somebody saved a text under this type through the API.
    return undefined
  }
}
