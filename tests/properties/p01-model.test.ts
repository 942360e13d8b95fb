import type { ChatRequest } from 'banyan/testing/openai/chat'
import fc from 'fast-check'
import { expect } from 'vitest'
import { generatorOf, goodAnswer, jobNames, jobOf, material, tasksOf } from './generations/answers.ts'
import { generate } from './generations/request.ts'
import { startGenerations } from './generations/start.ts'
import { validOf } from './inputs/valid.ts'
import { property } from './property.ts'

const requests = fc.oneof(
  ...jobNames.map((name) => fc.record({ name: fc.constant(name), input: validOf(jobOf(name).input) })),
)

// Feature: microservices-architecture, Property 1: A valid request asks the configured model, with the parameters of its generator
property(1, 'A valid request asks the configured model, with the parameters of its generator', async (links) => {
  const { app, close, openai } = await startGenerations(links, { workers: 1 })
  let run = 0
  return {
    inputs: requests,
    async holds({ name, input }) {
      const checked = jobOf(name).input.parse(input)
      openai.respond((request) => goodAnswer(name, checked, material, request), { times: Number.POSITIVE_INFINITY })
      const answer = await generate(app, name, input, `user ${run++}`)
      expect([answer.status, answer.body]).toEqual([200, expect.anything()])

      const generator = generatorOf(name)
      const tasks = tasksOf(generator)
      expect(openai.requests).toHaveLength(tasks.length)
      for (const [at, { instructions, prompt }] of tasks.entries()) {
        const { method, path, headers, body } = openai.requests[at] ?? {}
        expect([method, path, headers?.authorization]).toEqual(['POST', '/v1/chat/completions', 'Bearer sk-test'])
        expect(body).toMatchObject({ model: 'fake-model', stream: true, stream_options: { include_usage: true } })
        // The plan is made before anything is found.
        const known = at < tasks.length - 1 ? { sources: [], degraded: [] } : material
        expect(body?.messages).toEqual([
          { role: 'system', content: instructions },
          { role: 'user', content: prompt(checked, known).text },
        ])
        expect(body?.response_format).toMatchObject({
          type: 'json_schema',
          json_schema: { name: generator.id.replaceAll('-', '_'), strict: true },
        })
        expect(loose(body?.response_format?.json_schema?.schema)).toEqual([])
        expect(limitOf(body)).toBeGreaterThan(0)
      }
      openai.reset()
    },
    close,
  }
})

const limitOf = (body?: ChatRequest): number => body?.max_tokens ?? body?.max_completion_tokens ?? 0

/** Where a schema is not what the strict mode of all providers takes: each field required, no other one, no reference. */
function loose(schema: unknown, path = '$'): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const {
    type,
    properties = {},
    required = [],
    additionalProperties,
  } = schema as {
    type?: string
    properties?: Record<string, unknown>
    required?: readonly string[]
    additionalProperties?: unknown
  }
  const missing = Object.keys(properties).filter((name) => !required.includes(name))
  if ('$ref' in schema) return [path]
  const here = type === 'object' && (additionalProperties !== false || missing.length > 0) ? [path] : []
  return [...here, ...Object.entries(schema).flatMap(([key, inner]) => loose(inner, `${path}.${key}`))]
}
