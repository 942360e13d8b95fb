import { fileTypes } from '../file.ts'
import type { HttpMapping } from '../http.ts'
import type { Operation } from '../operation.ts'
import { honoursIdempotencyKey } from './failures.ts'
import type { Schemas } from './schemas.ts'
import type { JsonSchema, OperationObject, Parameter, Reference } from './types.ts'

type RequestParts = Pick<OperationObject, 'parameters' | 'requestBody'>

/** Where the fields of an operation's input travel: path, query, headers, body; and the headers that come beside it. */
export function requestOf(operation: Operation, mapping: HttpMapping, name: string, schemas: Schemas): RequestParts {
  const { properties = {}, required = [], ...rest } = resolved(schemas.convert(operation.input, 'input'), schemas)
  const headers = new Map(Object.entries(operation.headers ?? {}))
  const parameters: (Parameter | Reference)[] = []
  const body: Record<string, JsonSchema> = {}
  for (const [field, schema] of Object.entries(properties as Record<string, JsonSchema>)) {
    const { description, ...bare } = schema
    const common = { required: required.includes(field), ...(description && { description }), schema: bare }
    const header = headers.get(field)
    if (mapping.params.includes(field)) parameters.push({ name: field, in: 'path', ...common, required: true })
    else if (header) parameters.push({ name: header, in: 'header', ...common })
    else if (mapping.hasBody) body[field] = schema
    else parameters.push({ name: field, in: 'query', ...(isList(bare) && LIST), ...common })
  }
  parameters.push(...besides(operation, mapping))
  const needed = required.filter((field) => field in body)
  const json: JsonSchema = { ...rest, properties: body, ...(needed.length > 0 && { required: needed }) }
  return {
    ...(parameters.length > 0 && { parameters }),
    ...(Object.keys(body).length > 0 && {
      requestBody: {
        required: needed.length > 0,
        content: { 'application/json': { schema: schemas.named(`${name}Input`, json) } },
      },
    }),
  }
}

/** Arrays repeat their name in the query string. */
const LIST = { style: 'form', explode: true } as const

const isList = (schema: JsonSchema): boolean => schema.type === 'array'

/** The headers that any operation of its sort takes. */
function besides(operation: Operation, mapping: HttpMapping): Reference[] {
  const names: string[] = []
  if (honoursIdempotencyKey(operation)) names.push('Idempotency-Key')
  if (operation.kind === 'job') names.push('Prefer')
  if (mapping.method === 'GET' && ('etag' in operation || fileTypes(operation.output))) names.push('If-None-Match')
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }))
}

/** Follows the reference of an input that is a component of its own. */
function resolved(json: JsonSchema, schemas: Schemas): JsonSchema {
  return json.$ref === undefined ? json : (schemas.at(json.$ref) ?? json)
}

export const sharedParameters: Readonly<Record<string, Parameter>> = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Sending the same request again with the same key gives the first answer and does nothing twice.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    required: false,
    description:
      '`wait=N` waits up to N seconds, at most 60, for the result (RFC 7240), `wait` up to 25; `respond-async` does not wait.',
    schema: { type: 'string', examples: ['wait=30'] },
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` of what you have: the answer is 304 if it is still that.',
    schema: { type: 'string' },
  },
}
