import { file, notFound, query } from 'banyan/contract'
import * as z from 'zod'

export const image = query({
  http: 'GET /ai/images/{id}',
  auth: 'user',
  summary: 'A picture that was drawn for me',
  input: z.object({ id: z.uuid() }),
  output: file('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'),
  errors: { noSuchImage: notFound('There is no such picture') },
})
