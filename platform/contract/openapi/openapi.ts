import { type Contract, isOperation } from '../contract.ts'
import { type HttpMapping, httpMapping } from '../http.ts'
import type { Auth, Limit, Operation } from '../operation.ts'
import { answersOf } from './answers.ts'
import { declaredCodes, kindsOf } from './failures.ts'
import { requestOf, sharedParameters } from './request.ts'
import { failureResponses, headers, sharedResponses } from './responses.ts'
import { Schemas } from './schemas.ts'
import type { OpenApiDocument, OperationObject, PathItem, SecurityScheme, Verb } from './types.ts'

export interface OpenApiOptions {
  readonly contracts: readonly Contract[]
  readonly title: string
  readonly version: string
  /** Where the gateway answers: `https://example.org`, or `/` for wherever the document came from. */
  readonly servers: readonly string[]
}

/**
 * The OpenAPI 3.1 document of all operations that can be reached from outside: those with `http`, without those that
 * only services may call. The same contracts give the same document, byte for byte, in whatever order.
 */
export function openapi({ contracts, title, version, servers }: OpenApiOptions): OpenApiDocument {
  const schemas = new Schemas()
  const responses = sharedResponses(schemas)
  const paths = new Map<string, PathItem>()
  const reachable = contracts
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((contract) => ({ contract, operations: operationsOf(contract) }))
  for (const { contract, operations } of reachable)
    for (const { name, operation, mapping } of operations) {
      const item = paths.get(mapping.path) ?? {}
      const verb = mapping.method.toLowerCase() as Verb
      if (item[verb]) throw new TypeError(`two operations answer ${mapping.method} ${mapping.path}`)
      paths.set(mapping.path, { ...item, [verb]: describe(contract.name, name, operation, mapping, schemas) })
    }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title, version, description: INTRODUCTION },
    servers: servers.flatMap(serversAt),
    tags: reachable.filter(({ operations }) => operations.length > 0).map(({ contract }) => ({ name: contract.name })),
    paths: Object.fromEntries(paths),
    components: { schemas: schemas.all(), parameters: sharedParameters, headers, responses, securitySchemes },
  }
}

/** Every operation stands under two prefixes. */
const serversAt = (url: string) => {
  const base = url.replace(/\/$/, '')
  return [{ url: base || '/' }, { url: `${base}/api`, description: 'The same operations under another prefix' }]
}

const INTRODUCTION = `Every answer has a request id in \`x-request-id\`. A failure is \`application/problem+json\` (RFC 9457) with a stable \`code\`, listed at [/docs/errors](/docs/errors). Jobs answer 202 with a \`Location\`, or wait for the result with \`Prefer: wait=N\`.`

const securitySchemes: Readonly<Record<string, SecurityScheme>> = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of `POST /auth/login`',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'banyan_access',
    description: 'The same token as the web pages hold it; a request that changes something needs an `Origin` of ours',
  },
}

interface Reachable {
  readonly name: string
  readonly operation: Operation
  readonly mapping: HttpMapping
}

function operationsOf(contract: Contract): Reachable[] {
  return Object.entries(contract.members).flatMap(([name, operation]) => {
    if (!isOperation(operation) || operation.auth === 'service') return []
    const mapping = httpMapping(operation)
    return mapping ? [{ name, operation, mapping }] : []
  })
}

function describe(
  service: string,
  name: string,
  operation: Operation,
  mapping: HttpMapping,
  schemas: Schemas,
): OperationObject {
  const component = capital(service) + capital(name)
  const request = requestOf(operation, mapping, component, schemas)
  const takesInput = request.parameters !== undefined || request.requestBody !== undefined
  const declared = declaredCodes(operation)
  const description = remarks(operation)
  return {
    operationId: `${service}_${name}`,
    tags: [service],
    ...(operation.summary !== undefined && { summary: operation.summary }),
    ...(description !== '' && { description }),
    security: SECURITY[operation.auth === 'public' ? 'public' : 'user'],
    ...request,
    responses: {
      ...answersOf(operation, component, schemas),
      ...failureResponses(kindsOf(operation, mapping, takesInput), operation.kind === 'job' ? [] : declared),
    },
    'x-errors': declared,
  }
}

/** A public operation may still know who asks. */
const SECURITY = {
  public: [{}, { bearer: [] }, { cookie: [] }],
  user: [{ bearer: [] }, { cookie: [] }],
} as const

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** What the contract says of an operation that OpenAPI has no field for. */
function remarks(operation: Operation): string {
  const { auth, deadline, limits = [] } = operation
  const lines = [
    ...rightOf(auth),
    ...limits.map(limitWords),
    ...(operation.kind === 'job'
      ? [`A job: up to ${operation.attempts ?? 3} attempts, each up to ${deadline ?? '5m'}.`]
      : []),
    ...(operation.kind === 'command' && operation.idempotent
      ? ['Calling it twice does what calling it once does.']
      : []),
  ]
  return lines.join('\n\n')
}

const rightOf = (auth: Auth): string[] => (typeof auth === 'object' ? [`Only with the role \`${auth.role}\`.`] : [])

function limitWords({ max, window, by }: Limit): string {
  const whom = by === 'ip' ? 'address' : by === 'user' ? 'user' : `\`${by.field}\` and address`
  return `At most ${max} in ${window} for each ${whom}.`
}
