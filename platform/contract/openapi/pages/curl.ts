import type { OpenApiDocument, OperationObject, Parameter } from '../types.ts'
import { exampleOf } from './example.ts'

/** A command that calls the operation, ready to be changed and pasted: `$BANYAN` is the server, `$TOKEN` an access token. */
export function curl(
  verb: string,
  path: string,
  operation: OperationObject,
  parameters: readonly Parameter[],
  document: OpenApiDocument,
): string {
  const { schemas } = document.components
  const value = (parameter: Parameter) => String([exampleOf(parameter.schema, schemas, parameter.name)].flat()[0])
  const target = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name)
    return parameter ? encodeURIComponent(value(parameter)) : name
  })
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map((parameter) => `${parameter.name}=${encodeURIComponent(value(parameter))}`)
  const body = operation.requestBody?.content['application/json']
  const parts = [
    `${verb === 'get' ? '' : `-X ${verb.toUpperCase()} `}"$BANYAN${target}${query.length > 0 ? `?${query.join('&')}` : ''}"`,
    ...(needsToken(operation) ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(isJob(operation) ? ['-H "Prefer: wait=30"'] : []),
    ...(streams(operation) ? ['-N'] : []),
    ...(isFile(operation) ? ['-OJ'] : []),
    ...(body ? ['-H "Content-Type: application/json"', `-d ${quoted(exampleOf(body.schema, schemas))}`] : []),
  ]
  return `curl ${parts.join(' \\\n  ')}`
}

/** Whether nobody gets in without signing in. */
export const needsToken = ({ security }: OperationObject): boolean =>
  !security.some((scheme) => Object.keys(scheme).length === 0)

export const isJob = ({ responses }: OperationObject): boolean => '202' in responses

export const streams = ({ responses }: OperationObject): boolean => {
  const answer = responses['200']
  return answer !== undefined && 'content' in answer && answer.content?.['text/event-stream'] !== undefined
}

/** Whether it answers bytes, to be kept as a file. */
export const isFile = ({ responses }: OperationObject): boolean => {
  const answer = responses['200']
  const [content] = answer && 'content' in answer ? Object.values(answer.content ?? {}) : []
  return content?.schema.format === 'binary'
}

/** JSON as one argument of a shell. */
const quoted = (value: unknown): string => `'${JSON.stringify(value, null, 2).replaceAll("'", `'\\''`)}'`
