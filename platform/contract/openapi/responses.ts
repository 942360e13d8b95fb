import { type Kind, kinds } from '../errors.ts'
import { Problem } from '../problem.ts'
import { explanations } from './explanations.ts'
import type { Schemas } from './schemas.ts'
import type { DeclaredCode, Header, JsonSchema, Reference, Response } from './types.ts'

export const PROBLEM = 'application/problem+json'

export const headers: Readonly<Record<string, Header>> = {
  ETag: {
    description: 'The version of what was answered, for `If-Match` and `If-None-Match`',
    schema: { type: 'string' },
  },
  Location: { description: 'Where the job is: `/jobs/{id}`', schema: { type: 'string' } },
  'Preference-Applied': { description: 'The preference that was honoured: `wait=N`', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds until another try makes sense', schema: { type: 'integer', minimum: 1 } },
  'WWW-Authenticate': { description: 'How to authenticate: `Bearer`', schema: { type: 'string' } },
  Allow: { description: 'The methods there are', schema: { type: 'string' } },
}
export const header = (name: string): Reference => ({ $ref: `#/components/headers/${name}` })

/** One shared answer for each kind, under its name. */
export function sharedResponses(schemas: Schemas): Record<string, Response> {
  schemas.named('Problem', schemas.convert(Problem, 'output'))
  return Object.fromEntries(
    (Object.keys(kinds) as Kind[]).map((kind) => [kind, answer(kind, [general(kind)], explanations[kind].meaning)]),
  )
}

/** The failures of an operation by status: a shared answer, or where it declares codes of its own, one that lists them. */
export function failureResponses(
  own: ReadonlySet<Kind>,
  declared: readonly DeclaredCode[],
): Record<string, Response | Reference> {
  const found = [...new Set([...own, ...declared.map(({ kind }) => kind)])]
  return Object.fromEntries(
    found.map((kind) => {
      const codes = declared.filter((each) => each.kind === kind)
      if (codes.length === 0) return [kinds[kind].status, { $ref: `#/components/responses/${kind}` }]
      const all = own.has(kind) ? [general(kind), ...codes] : codes
      return [kinds[kind].status, answer(kind, all, codes.map(({ code, title }) => `\`${code}\`: ${title}`).join('. '))]
    }),
  )
}

/** The code that a kind has of its own. */
const general = (kind: Kind): DeclaredCode => ({ code: kind, kind, title: kinds[kind].title })

function answer(kind: Kind, codes: readonly DeclaredCode[], description: string): Response {
  const { status, retry } = kinds[kind]
  const schema: JsonSchema = {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { properties: { status: { const: status }, code: { enum: codes.map(({ code }) => code) } } },
    ],
  }
  const [{ code, title }] = codes as readonly [DeclaredCode]
  const issues = kind === 'invalid' && { issues: [{ path: ['topic'], message: 'Write at least three characters' }] }
  const example = { type: `/docs/errors#${kind}`, title, status, code, retry, requestId: REQUEST_ID, ...issues }
  const telling = TELLING[kind]
  return {
    description,
    ...(telling && { headers: { [telling]: header(telling) } }),
    content: { [PROBLEM]: { schema, example } },
  }
}

/** What else a failure says, in a header. */
const TELLING: { readonly [K in Kind]?: string } = {
  unauthenticated: 'WWW-Authenticate',
  methodNotAllowed: 'Allow',
  limited: 'Retry-After',
  unavailable: 'Retry-After',
}

const REQUEST_ID = '0197b2c4-5d1e-7000-8000-000000000000'
