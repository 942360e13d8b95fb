import type * as z from 'zod'
import type { Kind } from '../errors.ts'

/** The part of OpenAPI 3.1 that contracts are written in. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly jsonSchemaDialect: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string; readonly description?: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: { readonly [path: string]: PathItem }
  readonly components: {
    readonly schemas: { readonly [name: string]: JsonSchema }
    readonly parameters: { readonly [name: string]: Parameter }
    readonly headers: { readonly [name: string]: Header }
    readonly responses: { readonly [name: string]: Response }
    readonly securitySchemes: { readonly [name: string]: SecurityScheme }
  }
}

export type JsonSchema = z.core.JSONSchema.BaseSchema
export type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete'
export type PathItem = { readonly [V in Verb]?: OperationObject }

export interface Reference {
  readonly $ref: string
}

export interface OperationObject {
  /** `ai_runResearchAgent` */
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly security: readonly { readonly [scheme: string]: readonly string[] }[]
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  readonly responses: { readonly [status: string]: Response | Reference }
  /** The errors that the operation declares, beside those that any may answer. */
  readonly 'x-errors': readonly DeclaredCode[]
}

export interface DeclaredCode {
  readonly code: string
  readonly kind: Kind
  readonly title: string
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly style?: 'form'
  readonly explode?: boolean
  readonly schema: JsonSchema
}

export interface Response {
  readonly description: string
  readonly headers?: { readonly [name: string]: Header | Reference }
  readonly content?: Content
}

export interface Header {
  readonly description: string
  readonly schema: JsonSchema
}

export type Content = {
  readonly [mediaType: string]: {
    readonly schema: JsonSchema
    readonly example?: unknown
    readonly 'x-item-schema'?: JsonSchema
  }
}

export type SecurityScheme =
  | { readonly type: 'http'; readonly scheme: 'bearer'; readonly bearerFormat: string; readonly description: string }
  | { readonly type: 'apiKey'; readonly in: 'cookie'; readonly name: string; readonly description: string }
