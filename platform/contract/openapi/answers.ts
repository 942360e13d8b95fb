import type * as z from 'zod'
import { fileTypes } from '../file.ts'
import type { Job, Operation } from '../operation.ts'
import { header } from './responses.ts'
import type { Schemas } from './schemas.ts'
import type { Content, JsonSchema, Response } from './types.ts'

/** What an operation answers when it goes well, by status. */
export function answersOf(operation: Operation, name: string, schemas: Schemas): Record<string, Response> {
  switch (operation.kind) {
    case 'job':
      return jobAnswers(operation, name, schemas)
    case 'stream':
      return {
        200: { description: 'Server-sent events, until it ends', content: events(operation.output, name, schemas) },
      }
    default: {
      const empty = operation.output._zod.def.type === 'void'
      const status = operation.status ?? (empty ? 204 : 200)
      const files = fileTypes(operation.output)
      const hasTag = operation.etag !== undefined || files !== undefined
      const tagged = hasTag && { headers: { ETag: header('ETag') } }
      const unchanged = hasTag && operation.http?.startsWith('GET ')
      return {
        [status]: {
          description: WORDS[status],
          ...tagged,
          ...(!empty &&
            status !== 204 && { content: files ? bytesOf(files) : json(outputOf(operation.output, name, schemas)) }),
        },
        ...(unchanged && { 304: { description: 'Unchanged since the version in `If-None-Match`', ...tagged } }),
      }
    }
  }
}

const WORDS = { 200: 'Done', 201: 'Created', 204: 'Done; there is nothing to say' } as const

function jobAnswers({ errors = {}, output }: Job, name: string, schemas: Schemas): Record<string, Response> {
  const headers = { Location: header('Location'), 'Preference-Applied': header('Preference-Applied') }
  const codes = Object.keys(errors).map((code) => `\`${code}\``)
  // A job fails after its request was answered: its errors are the job's, not the answer's.
  const failing = codes.length > 0 ? ` If it fails, its \`error.code\` may be ${codes.join(' or ')}.` : ''
  return {
    200: {
      description: 'Finished while the request waited: the result',
      headers,
      content: json(outputOf(output, name, schemas)),
    },
    202: {
      description: `Accepted: it is not lost any more, and ends in done, failed or cancelled.${failing}`,
      headers,
      content: json(schemas.named('Accepted', ACCEPTED)),
    },
  }
}

const ACCEPTED: JsonSchema = {
  type: 'object',
  properties: {
    job_id: { type: 'string' },
    status: { type: 'string', enum: ['pending', 'running', 'failed', 'cancelled'] },
    message: { type: 'string' },
  },
  required: ['job_id', 'status', 'message'],
}

/** OpenAPI 3.1 has no schema for the items of a stream: its own is the text, the items' stands beside it. */
function events(item: z.core.$ZodType, name: string, schemas: Schemas): Content {
  const description = 'Events with the fields `id`, `event` and `data` (JSON); a comment every 15 s keeps it alive'
  const schema = { type: 'string', description } as const
  return { 'text/event-stream': { schema, 'x-item-schema': outputOf(item, name, schemas) } }
}

const bytesOf = (mediaTypes: readonly string[]): Content =>
  Object.fromEntries(
    mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary', contentMediaType: type } }]),
  )

const json = (schema: JsonSchema): Content => ({ 'application/json': { schema } })

/** Objects without an id are named after their operation; lists and plain values stand where they are. */
function outputOf(output: z.core.$ZodType, name: string, schemas: Schemas): JsonSchema {
  const schema = schemas.convert(output, 'output')
  return schema.type === 'object' ? schemas.named(`${name}Output`, schema) : schema
}
