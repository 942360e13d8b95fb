import type * as z from 'zod'
import type { Method, Operation } from './operation.ts'

/** An operation's HTTP mapping, compiled once: both sides of a link, the gateway and the browser's client use it. */
export interface HttpMapping {
  readonly method: Method
  /** The path with its parameters in braces: `/content/saved/{id}`. */
  readonly path: string
  readonly params: readonly string[]
  /** True when what is not in the path travels as a JSON body, false when as a query string. */
  readonly hasBody: boolean
  encode(input: Record<string, unknown>): EncodedRequest
  decode(request: ReceivedRequest): Record<string, unknown>
}

export interface EncodedRequest {
  readonly method: Method
  /** Path and query string. */
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
}

export interface ReceivedRequest {
  readonly params: Readonly<Record<string, string | undefined>>
  readonly query: URLSearchParams | undefined
  readonly header: (name: string) => string | undefined
  /** The parsed JSON body, if there was one. */
  readonly body: unknown
}

/** Path and query parameters, mapped headers and the JSON body become one input object, and back. */
export function httpMapping(operation: Operation): HttpMapping | undefined {
  if (!operation.http) return undefined
  let mapping = mappings.get(operation)
  if (!mapping) {
    mapping = compile(operation, operation.http)
    mappings.set(operation, mapping)
  }
  return mapping
}

const mappings = new WeakMap<Operation, HttpMapping>()

function compile(operation: Operation, http: string): HttpMapping {
  const [method, path] = http.split(' ') as [Method, string]
  const params = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
  const segments = path.split(/\{\w+\}/)
  const shape = shapeOf(operation.input)
  const headers = Object.entries(operation.headers ?? {})
  const apart = new Set([...params, ...headers.map(([field]) => field)])
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const queryFields = hasBody ? [] : Object.keys(shape).filter((field) => !apart.has(field))

  return {
    method,
    path,
    params,
    hasBody,
    encode(input) {
      let url = segments[0] as string
      params.forEach((name, at) => {
        url += encodeURIComponent(String(input[name])) + segments[at + 1]
      })
      const sent: Record<string, string> = {}
      for (const [field, header] of headers) if (input[field] !== undefined) sent[header] = String(input[field])
      if (!hasBody) return { method, url: url + queryString(input, queryFields), headers: sent, body: undefined }
      sent['content-type'] = 'application/json'
      return { method, url, headers: sent, body: JSON.stringify(without(input, apart)) }
    },
    decode({ params: given, query, header, body }) {
      const input: Record<string, unknown> = hasBody && isRecord(body) ? { ...body } : {}
      if (query)
        for (const field of queryFields) if (query.has(field)) input[field] = fromQuery(query, field, shape[field])
      for (const [field, name] of headers) {
        const value = header(name)
        if (value === undefined) delete input[field]
        else input[field] = fromText(value, shape[field])
      }
      for (const name of params) input[name] = fromText(given[name] ?? '', shape[name])
      return input
    },
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function without(input: Record<string, unknown>, fields: ReadonlySet<string>): Record<string, unknown> {
  if (fields.size === 0) return input
  return Object.fromEntries(Object.entries(input).filter(([field]) => !fields.has(field)))
}

/** Arrays repeat their name (OpenAPI `form`, `explode`). */
function queryString(input: Record<string, unknown>, fields: readonly string[]): string {
  const query = new URLSearchParams()
  for (const field of fields) {
    const value = input[field]
    if (Array.isArray(value)) for (const item of value) query.append(field, String(item))
    else if (value !== undefined && value !== null) query.append(field, String(value))
  }
  return query.size === 0 ? '' : `?${query}`
}

function fromQuery(query: URLSearchParams, field: string, schema: z.core.$ZodType | undefined): unknown {
  const inner = unwrap(schema)
  if (inner?._zod.def.type !== 'array') return fromText(query.get(field) as string, inner)
  const { element } = inner._zod.def as z.core.$ZodArrayDef
  return query.getAll(field).map((item) => fromText(item, element))
}

/** Text becomes the number or boolean that the schema wants; anything else stays text, for the schema to refuse. */
function fromText(text: string, schema: z.core.$ZodType | undefined): unknown {
  const type = unwrap(schema)?._zod.def.type
  if (type === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  let inner = schema
  while (inner && 'innerType' in inner._zod.def) inner = inner._zod.def.innerType as z.core.$ZodType
  return inner
}

/** The fields of an object schema; of any other schema, none. */
function shapeOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> {
  const inner = unwrap(schema)
  return inner?._zod.def.type === 'object' ? ((inner._zod.def as z.core.$ZodObjectDef).shape as never) : {}
}
