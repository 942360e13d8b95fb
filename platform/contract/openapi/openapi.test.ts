import { validate } from '@readme/openapi-parser'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import {
  type Contract,
  command,
  conflict,
  contract,
  file,
  job,
  notFound,
  preconditionFailed,
  query,
  stream,
  unavailable,
} from '../index.ts'
import { type OpenApiDocument, type OperationObject, openapi } from './index.ts'
import type { JsonSchema } from './types.ts'

const Card = z.object({ id: z.string(), front: z.string(), due: z.iso.datetime() }).meta({ id: 'Card' })
const errors = { noSuchCard: notFound('There is no such card') }

const cards = contract('cards', {
  list: query({
    http: 'GET /cards',
    auth: 'user',
    input: z.object({ tag: z.array(z.string()).optional(), limit: z.int().min(1).max(50).default(20) }),
    output: z.object({ items: z.array(Card) }),
  }),
  get: query({
    http: 'GET /cards/{id}',
    auth: 'public',
    input: z.object({ id: z.string().max(40) }),
    output: Card,
    errors,
    etag: ({ due }) => due,
  }),
  add: command({
    http: 'POST /cards',
    auth: 'user',
    status: 201,
    summary: 'Add a card',
    input: z.object({
      front: z.string().trim().min(2, 'Write at least two characters').max(80),
      note: z
        .string()
        .refine((note) => !note.includes('\t'), 'Use no tabs')
        .optional(),
      card: Card.optional(),
    }),
    output: Card,
    errors: { sameFront: conflict('There is a card with this front') },
    limits: [{ max: 5, window: '15m', by: { field: 'front' } }],
  }),
  remove: command({
    http: 'DELETE /cards/{id}',
    auth: { role: 'editor' },
    status: 204,
    headers: { ifMatch: 'if-match' },
    input: z.object({ id: z.string(), ifMatch: z.string().optional() }),
    output: z.void(),
    errors: { ...errors, changed: preconditionFailed('It was changed') },
  }),
  export: job({
    http: 'POST /cards/export',
    auth: 'user',
    input: z.object({ format: z.enum(['csv', 'apkg']) }),
    output: z.object({ url: z.string() }),
    errors: { noSpace: unavailable('No space left') },
  }),
  changes: stream({
    http: 'GET /cards/changes',
    auth: 'user',
    input: z.object({}),
    output: Card,
    ends: () => false,
  }),
  print: query({
    http: 'GET /cards/{id}/print',
    auth: 'user',
    input: z.object({ id: z.string() }),
    output: file('application/pdf', 'image/svg+xml'),
  }),
  touch: command({
    http: 'POST /cards/touch',
    auth: 'user',
    unrecorded: true,
    input: z.object({ all: z.boolean().optional() }),
    output: z.void(),
  }),
  internal: query({ http: 'GET /cards/internal', auth: 'service', input: z.object({}), output: z.string() }),
  local: query({ auth: 'user', input: z.object({}), output: z.string() }),
})

const described = (contracts: readonly Contract[] = [cards]) =>
  openapi({ contracts, title: 'Cards', version: '1', servers: ['/'] })

function operation(document: OpenApiDocument, id: string): OperationObject {
  const all = Object.values(document.paths).flatMap((item) => Object.values(item))
  const found = all.find(({ operationId }) => operationId === id)
  if (!found) throw new Error(`no operation ${id}`)
  return found
}
const statuses = ({ responses }: OperationObject) => Object.keys(responses).join(' ')

describe('the document', () => {
  const document = described()
  const { schemas } = document.components

  test('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0')
    expect(await validate(structuredClone(document) as never)).toEqual({
      valid: true,
      warnings: [],
      specification: 'OpenAPI',
    })
  })

  test('is the same however often and in whatever order it is made', () => {
    const other = contract('others', {
      ping: query({ http: 'GET /ping', auth: 'public', input: z.object({}), output: z.string() }),
    })
    expect(JSON.stringify(described([cards, other]))).toBe(JSON.stringify(described([other, cards])))
  })

  test('has what can be reached from outside, and nothing else', () => {
    expect(Object.keys(document.paths)).toEqual([
      '/cards',
      '/cards/{id}',
      '/cards/export',
      '/cards/changes',
      '/cards/{id}/print',
      '/cards/touch',
    ])
    expect(JSON.stringify(document)).not.toContain('cards_internal')
  })

  test('puts each field of the input where it travels', () => {
    expect(operation(document, 'cards_list').parameters).toEqual([
      {
        name: 'tag',
        in: 'query',
        required: false,
        style: 'form',
        explode: true,
        schema: { type: 'array', items: { type: 'string' } },
      },
      {
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 50, default: 20 },
      },
    ])
    expect(operation(document, 'cards_remove').parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'if-match', in: 'header', required: false, schema: { type: 'string' } },
      { $ref: '#/components/parameters/Idempotency-Key' },
    ])
    expect(operation(document, 'cards_add').requestBody).toEqual({
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/CardsAddInput' } } },
    })
    expect(operation(document, 'cards_touch').requestBody?.required).toBe(false)
    expect(operation(document, 'cards_touch').parameters).toBeUndefined()
  })

  test('has a component for each schema with an id, whatever side it is on', () => {
    expect(Object.keys(schemas)).toEqual(
      [
        'Accepted',
        'Card',
        'CardsAddInput',
        'CardsExportInput',
        'CardsExportOutput',
        'CardsListOutput',
        'CardsTouchInput',
        'Problem',
        'CardInput',
      ].sort(),
    )
    expect(schemas.CardsListOutput?.properties).toEqual({
      items: { type: 'array', items: { $ref: '#/components/schemas/Card' } },
    })
    expect(schemas.CardsAddInput?.properties?.card).toEqual({ $ref: '#/components/schemas/CardInput' })
  })

  test('refuses two different schemas with one id', () => {
    const twin = contract('twins', {
      get: query({
        http: 'GET /twin',
        auth: 'public',
        input: z.object({}),
        output: z.object({ other: z.number() }).meta({ id: 'Card' }),
      }),
    })
    expect(() => described([cards, twin])).toThrow('two schemas are called "Card"')
  })

  test('refuses two operations at one address', () => {
    const twin = contract('twins', {
      get: query({ http: 'GET /cards', auth: 'public', input: z.object({}), output: z.string() }),
    })
    expect(() => described([cards, twin])).toThrow('two operations answer GET /cards')
  })

  test('says what zod leaves out: trimmed lengths, refinements, words', () => {
    const { front, note } = Object(schemas.CardsAddInput?.properties) as Record<string, JsonSchema | undefined>
    expect(front).toMatchObject({
      minLength: 2,
      maxLength: 80,
      description: 'Write at least two characters. White space around it is removed.',
    })
    const pattern = new RegExp(front?.pattern ?? '')
    const wanted = cards.members.add.input.shape.front
    for (const text of ['', '   ', ' a ', 'ab', ' a b ', 'a\n', '\n\nab\n'])
      if (pattern.test(text) && text.length >= 2)
        expect(wanted.safeParse(text).success, JSON.stringify(text)).toBe(true)
      else expect(wanted.safeParse(text).success, JSON.stringify(text)).toBe(false)
    expect(note?.description).toBe('Use no tabs.')
  })

  test('lets answers grow: clients are not told to refuse unknown fields', () => {
    expect(JSON.stringify(schemas.Card)).not.toContain('additionalProperties')
  })
})

describe('answers', () => {
  const document = described()

  test('of a query with an entity tag are 200 with ETag, or 304', () => {
    const get = operation(document, 'cards_get')
    expect(get.responses['200']).toMatchObject({
      headers: { ETag: { $ref: '#/components/headers/ETag' } },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Card' } } },
    })
    expect(get.responses['304']).toMatchObject({ headers: { ETag: {} } })
    expect(get.parameters).toContainEqual({ $ref: '#/components/parameters/If-None-Match' })
  })

  test('of a command have its status, and no body where there is nothing to say', () => {
    expect(statuses(operation(document, 'cards_add'))).toMatch(/^201 /)
    expect(operation(document, 'cards_remove').responses['204']).toEqual({ description: expect.any(String) })
    expect(operation(document, 'cards_touch').responses['204']).toBeDefined()
  })

  test('of a job are 202 with Location, or 200 with the result', () => {
    const { responses, parameters } = operation(document, 'cards_export')
    expect(responses['202']).toMatchObject({
      headers: { Location: {}, 'Preference-Applied': {} },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Accepted' } } },
      description: expect.stringContaining('`noSpace`'),
    })
    expect(responses['200']).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/CardsExportOutput' } } },
    })
    expect(parameters).toEqual([
      { $ref: '#/components/parameters/Idempotency-Key' },
      { $ref: '#/components/parameters/Prefer' },
    ])
  })

  test('of a stream are server-sent events with the schema of an item', () => {
    expect(operation(document, 'cards_changes').responses['200']).toMatchObject({
      content: {
        'text/event-stream': { schema: { type: 'string' }, 'x-item-schema': { $ref: '#/components/schemas/Card' } },
      },
    })
  })

  test('of a file are its bytes under each of its media types, with ETag, or 304', () => {
    const { responses, parameters } = operation(document, 'cards_print')
    const content = (responses['200'] as { content: object }).content
    expect(Object.keys(content)).toEqual(['application/pdf', 'image/svg+xml'])
    expect(content).toMatchObject({ 'application/pdf': { schema: { format: 'binary' } } })
    expect(responses['304']).toMatchObject({ headers: { ETag: {} } })
    expect(parameters).toContainEqual({ $ref: '#/components/parameters/If-None-Match' })
  })

  test('tell every failure that may come, and no other', () => {
    expect(statuses(operation(document, 'cards_list'))).toBe('200 400 401 429 500 502 503 504')
    expect(statuses(operation(document, 'cards_get'))).toBe('200 304 400 401 404 429 500 502 503 504')
    expect(statuses(operation(document, 'cards_add'))).toBe('201 400 401 403 409 413 415 429 500 502 503 504')
    expect(statuses(operation(document, 'cards_remove'))).toBe('204 400 401 403 404 409 412 429 500 502 503 504')
    expect(statuses(operation(document, 'cards_touch'))).toBe('204 400 401 403 413 415 429 500 502 503 504')
    expect(statuses(operation(document, 'cards_changes'))).toBe('200 401 429 500 502 503')
  })

  test('list the codes of a status, the general one and the declared', () => {
    expect(operation(document, 'cards_add').responses['409']).toMatchObject({
      description: '`sameFront`: There is a card with this front',
      content: {
        'application/problem+json': {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/Problem' },
              { properties: { status: { const: 409 }, code: { enum: ['conflict', 'sameFront'] } } },
            ],
          },
        },
      },
    })
    expect(operation(document, 'cards_get').responses['404']).toMatchObject({
      content: {
        'application/problem+json': {
          schema: { allOf: [{}, { properties: { code: { enum: ['noSuchCard'] } } }] },
          example: { title: 'There is no such card', code: 'noSuchCard' },
        },
      },
    })
    expect(operation(document, 'cards_list').responses['429']).toEqual({ $ref: '#/components/responses/limited' })
    expect(document.components.responses.limited).toMatchObject({ headers: { 'Retry-After': {} } })
  })

  test('say who may call, and how often', () => {
    expect(operation(document, 'cards_add')).toMatchObject({
      security: [{ bearer: [] }, { cookie: [] }],
      description: 'At most 5 in 15m for each `front` and address.',
    })
    expect(operation(document, 'cards_get').security).toContainEqual({})
    expect(operation(document, 'cards_remove').description).toContain('Only with the role `editor`.')
  })
})
