import { ai } from '@banyan/ai/contract'
import { Problem } from 'banyan/contract'
import { presets } from 'banyan/resilience'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { JobName } from '../../services/ai/generators/index.ts'
import { formOf, generatorOf, goodAnswer, jobNames, jobOf, material, tasksOf } from './generations/answers.ts'
import { generate } from './generations/request.ts'
import { startGenerations } from './generations/start.ts'
import { validOf } from './inputs/valid.ts'
import { property } from './property.ts'

/** What a model says: what it should, that with something changed, anything at all, or no JSON. */
type Said =
  | { readonly kind: 'good' }
  | { readonly kind: 'changed'; readonly where: number; readonly to: unknown }
  | { readonly kind: 'anything'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1.5, 1e9, true, [], {}, '\u0000', 'x'.repeat(40_000), '<b>x</b>'),
  fc.constantFrom('https://invented.example/page', '[a](javascript:alert(1))', ['one', 'two'], undefined),
  fc.string(),
)
const said: fc.Arbitrary<Said> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'good' as const }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('changed' as const), where: fc.nat(200), to: odd }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('anything' as const), value: fc.jsonValue() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('text' as const), text: fc.string() }) },
)
const generations = fc.oneof(
  ...jobNames.map((name) =>
    fc.record({
      name: fc.constant(name),
      input: validOf(jobOf(name).input),
      // What comes after these is good.
      says: fc.array(said, { maxLength: 5 }),
    }),
  ),
)

// Feature: microservices-architecture, Property 2: Every answer fits the schema of its operation, whatever a model says
property(2, 'Every answer fits the schema of its operation, whatever a model says', async (links) => {
  const { app, close, openai } = await startGenerations(links, { workers: 1 })
  const seen = { done: 0, again: 0, rejected: 0 }
  let run = 0

  return {
    inputs: generations,
    async holds({ name, input, says }) {
      const user = `user ${run++}`
      const checked = jobOf(name).input.parse(input)
      const texts: string[] = []
      openai.respond(
        (request) => {
          const text = textOf(says[texts.length] ?? { kind: 'good' }, goodAnswer(name, checked, material, request))
          texts.push(text)
          return text
        },
        { times: Number.POSITIVE_INFINITY },
      )
      const { status, body } = await generate(app, name, input, user)
      openai.reset()

      const expected = outcomeOf(name, checked, texts)
      expect({ status, asked: texts.length }).toEqual({ status: expected.done ? 200 : 502, asked: expected.asked })
      if (expected.done) {
        expect(jobOf(name).output.safeParse(body).error?.issues ?? []).toEqual([])
        seen.done++
        if (texts.length > tasksOf(generatorOf(name)).length) seen.again++
      } else {
        expect(Problem.parse(body)).toMatchObject({ status: 502, code: 'outputRejected', retry: false })
        seen.rejected++
      }
      const call = app.with({ ai }, await app.token(user))
      const [job] = (await call.jobs.list({})).items
      expect(await call.jobs.get({ id: job?.id ?? '' })).toMatchObject(
        expected.done ? { status: 'done', result: body } : { status: 'failed', error: { code: 'outputRejected' } },
      )
      for (const query of ['generators', 'models', 'usage'] as const) {
        const answer = await call.ai[query]({})
        expect(ai.members[query].output.safeParse(answer).error?.issues ?? []).toEqual([])
      }
    },
    async afterwards() {
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0)
    },
    close,
  }
})

/** What must become of a generation by what the model said: each task is asked up to three times for an answer of its form. */
function outcomeOf(name: JobName, input: unknown, texts: readonly string[]): { done: boolean; asked: number } {
  let asked = 0
  for (const task of tasksOf(generatorOf(name))) {
    const from = asked
    const fits = () => {
      const value = parsed(texts[asked++] ?? '')
      return value !== undefined && formOf(task, input, material).safeParse(value).success
    }
    while (!fits()) if (asked - from === presets.model.retry.attempts) return { done: false, asked }
  }
  return { done: true, asked }
}

/** As it can be stored; undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (_, value) =>
      typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
    )
  } catch {
    return undefined
  }
}

function textOf(said: Said, good: object): string {
  if (said.kind === 'text') return said.text
  if (said.kind === 'anything') return JSON.stringify(said.value)
  return JSON.stringify(said.kind === 'good' ? good : changed(good, said.where, said.to))
}

/** The value with one of its fields or items, at any depth, replaced; with undefined it is left out. */
function changed(value: unknown, where: number, to: unknown): unknown {
  const paths = pathsOf(value)
  return replaced(value, paths[where % paths.length] ?? [], to)
}

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])])
}

function replaced(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to
  const inner = replaced((value as Record<string, unknown>)[key], rest, to)
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...(value as object), [key]: inner }
}
