import { validate } from '@readme/openapi-parser'
import type { Contract, Operation } from 'banyan/contract'
import { type OperationObject, openapi } from 'banyan/contract/openapi'
import { jobs } from 'banyan/durable/contract'
import { describe, expect, test } from 'vitest'
import { exampleOf } from '../platform/contract/openapi/pages/example.ts'
import { services } from '../topologies/services.ts'

const contracts: readonly Contract[] = [...services.map(({ contract }) => contract), jobs]
const document = openapi({ contracts, title: 'Banyan', version: '0.1.0', servers: ['/'] })
const described = Object.values(document.paths).flatMap((item): OperationObject[] => Object.values(item))

describe('the document of all services', () => {
  test('is valid OpenAPI 3.1 by a validator that is not ours', async () => {
    const result = await validate(structuredClone(document) as never)
    expect(result).toEqual({ valid: true, warnings: [], specification: 'OpenAPI' })
  })

  test('has every service, and every operation that can be reached', () => {
    expect(document.tags.map(({ name }) => name)).toEqual(['ai', 'auth', 'content', 'jobs', 'oauth', 'search', 'users'])
    const reachable = contracts.flatMap(({ name, members }) =>
      Object.entries(members).flatMap(([member, operation]) =>
        operation.kind !== 'event' && operation.http && operation.auth !== 'service' ? [`${name}_${member}`] : [],
      ),
    )
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(reachable.sort())
    expect(reachable.length).toBeGreaterThan(25)
  })

  test('tells what each operation is for', () => {
    expect(described.filter(({ summary }) => !summary).map(({ operationId }) => operationId)).toEqual([])
  })

  test.each(described.filter(({ requestBody }) => requestBody).map((each) => [each.operationId, each] as const))(
    'gives an example for %s that the service accepts',
    (id, { parameters = [], requestBody }) => {
      const schema = requestBody?.content['application/json']?.schema ?? {}
      const input = exampleOf(schema, document.components.schemas) as Record<string, unknown>
      for (const parameter of parameters)
        if ('in' in parameter && parameter.in === 'path')
          input[parameter.name] = exampleOf(parameter.schema, document.components.schemas, parameter.name)
      const [service, name] = id.split('_')
      const member = contracts.find((contract) => contract.name === service)?.members[name ?? ''] as Operation
      expect(member.input.safeParse(input).error?.issues ?? []).toEqual([])
    },
  )
})
