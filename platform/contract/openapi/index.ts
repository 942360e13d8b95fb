export { type OpenApiOptions, openapi } from './openapi.ts'
export type { OpenApiDocument, OperationObject } from './types.ts'
