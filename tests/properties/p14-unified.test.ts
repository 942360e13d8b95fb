import { Budget, GeneratorInfo, ModelInfo, UsageDay, UsageRow } from '@banyan/ai/contract'
import { AgentProfile, SavedSummary } from '@banyan/content/contract'
import { Job, JobSummary } from 'banyan/durable/contract'
import fc from 'fast-check'
import { expect } from 'vitest'
import * as z from 'zod'
import type { Answer, Ask } from '../../apps/web/lib/orchestrate.ts'
import { desk } from '../../apps/web/lib/studio/desk.ts'
import { type StudioKind, studioKinds } from '../../apps/web/lib/studio/kinds.ts'
import { overview } from '../../apps/web/lib/studio/overview.ts'
import type { Services } from '../../apps/web/lib/studio/runs.ts'
import { usagePage } from '../../apps/web/lib/usage.ts'
import { property } from './property.ts'
import { faults } from './studio/faults.ts'
import { newPerson } from './studio/people.ts'
import { startStudio } from './studio/start.ts'
import { type Fault, wireWith } from './studio/wire.ts'

const Failure = z.strictObject({
  code: z.string().min(1),
  title: z.string().min(1),
  detail: z.string().optional(),
  requestId: z.string().min(1),
  temporary: z.boolean(),
  retryAfter: z.int().optional(),
  fields: z.record(z.string(), z.string()),
})
/** The one form of what comes of several services. */
const answerOf = (value: z.ZodType) =>
  z.discriminatedUnion('ok', [
    z.strictObject({
      ok: z.literal(true),
      value,
      without: z.array(z.strictObject({ part: z.string().min(1), failure: Failure })),
    }),
    z.strictObject({ ok: z.literal(false), failure: Failure }),
  ])

interface Page {
  /** What it asks; without what is in `vital` there is no page. */
  readonly asks: readonly string[]
  readonly vital: readonly string[]
  readonly form: z.ZodType
  load(ask: Ask, services: Services, kind: StudioKind): Promise<unknown>
}

const pages: Readonly<Record<string, Page>> = {
  desk: {
    asks: ['content.agentProfile', 'content.list', 'jobs.list', 'ai.models', 'ai.generators'],
    vital: [],
    form: z.strictObject({
      profile: AgentProfile.optional(),
      runs: z.array(JobSummary),
      earlier: z.array(SavedSummary),
      reports: z.array(SavedSummary),
      models: z.array(ModelInfo).optional(),
      generators: z.array(GeneratorInfo),
      again: Job.optional(),
    }),
    load: desk,
  },
  overview: {
    asks: ['ai.generators', 'ai.models', 'jobs.list'],
    vital: [],
    form: z.strictObject({
      generators: z.array(GeneratorInfo),
      models: z.array(ModelInfo).optional(),
      runs: z.array(JobSummary),
    }),
    load: overview,
  },
  usage: {
    asks: ['ai.usage', 'ai.budget', 'ai.generators', 'ai.models'],
    vital: ['ai.usage'],
    form: z.strictObject({
      usage: z.object({ since: z.string(), rows: z.array(UsageRow), days: z.array(UsageDay), totalCost: z.number() }),
      budget: z.object({ month: z.string(), resetsAt: z.string(), mine: Budget, total: Budget.nullable() }).optional(),
      generators: z.array(GeneratorInfo),
      models: z.array(ModelInfo),
    }),
    load: (ask, services) => usagePage(ask, services, 30),
  },
}

interface Visit {
  readonly page: string
  readonly kind: StudioKind
  readonly failing: ReadonlyMap<string, Fault>
}

const visits: fc.Arbitrary<Visit> = fc.constantFrom(...Object.keys(pages)).chain((page) =>
  fc.record({
    page: fc.constant(page),
    kind: fc.constantFrom(...studioKinds),
    failing: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...(pages[page]?.asks ?? [])), faults), { selector: ([each]) => each })
      .map((pairs) => new Map(pairs)),
  }),
)

// Feature: microservices-architecture, Property 14: What several services answer becomes one structure
property(14, 'What several services answer becomes one structure', async (links) => {
  const studio = await startStudio(links)
  const person = await newPerson(studio, 'ann')
  const whole = async (page: Page, kind: StudioKind) =>
    studio.act(person.token, wireWith(), (ask, services) => page.load(ask, services, kind))
  return {
    inputs: visits,
    async holds({ page: name, kind, failing }: Visit) {
      const page = pages[name]
      if (!page) throw new TypeError(`there is no page ${name}`)
      const wire = wireWith(failing)
      const answer: Answer<unknown> = await studio.act(person.token, wire, (ask, services) =>
        page.load(ask, services, kind),
      )

      // Plain data of one form, which crosses to a browser unchanged.
      expect(answerOf(page.form).safeParse(answer).error).toBeUndefined()
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
      // Everybody was asked, whoever failed.
      expect(new Set(wire.calls.map(({ operation }) => operation))).toEqual(new Set(page.asks))

      expect(answer.ok).toBe(page.vital.every((operation) => !failing.has(operation)))
      if (!answer.ok) return
      // What failed is named; all the rest is what its service says.
      expect(answer.without.length > 0).toBe(failing.size > 0)
      const complete = await whole(page, kind)
      if (!complete.ok) throw new Error('without a fault it failed')
      for (const [part, value] of Object.entries(complete.value as Record<string, unknown>)) {
        const found = (answer.value as Record<string, unknown>)[part]
        if (part === 'usage') continue
        const empty = found === undefined || (Array.isArray(found) && found.length === 0)
        if (!empty || failing.size === 0) expect(found).toEqual(value)
      }
    },
    close: studio.close,
  }
})
