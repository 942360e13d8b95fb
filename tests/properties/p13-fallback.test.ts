import fc from 'fast-check'
import { expect } from 'vitest'
import type { FailureView } from '../../apps/web/lib/failure-view.ts'
import { start } from '../../apps/web/lib/studio/start.ts'
import { property } from './property.ts'
import { faults, isDown, passes } from './studio/faults.ts'
import { needed, type Sent, sent } from './studio/order.ts'
import { FACTS, newPerson } from './studio/people.ts'
import { REQUEST, startStudio } from './studio/start.ts'
import { type Fault, wireWith } from './studio/wire.ts'

interface Trouble {
  readonly form: Sent
  /** What of all that a form may take comes to nothing. */
  readonly failing: ReadonlyMap<string, Fault>
}

const troubles: fc.Arbitrary<Trouble> = sent.chain((form) => {
  const { facts, runs } = needed(form)
  const operations = [...new Set([...facts, ...runs, 'content.list'])]
  return fc.record({
    form: fc.constant(form),
    failing: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...operations), faults), { selector: ([operation]) => operation })
      .map((pairs) => new Map(pairs)),
  })
})

// Feature: microservices-architecture, Property 13: When a call fails, something stands in for it, or people are told the reason
property(13, 'When a call fails, something stands in for it, or people are told the reason', async (links) => {
  const studio = await startStudio(links)
  let people = 0
  return {
    inputs: troubles,
    async holds({ form, failing }: Trouble) {
      const person = await newPerson(studio, `person-${people++}`)
      const from = form.from === 'none' ? undefined : person.entries[form.from]
      const earlier = await person.services.content.save({
        type: form.kind.makes[0]?.type ?? '',
        title: 'Old',
        body: 'x',
      })
      const wire = wireWith(failing)
      const order = { ...form, from, nonce: `nonce-${people}` }
      const answer = await studio.act(person.token, wire, (ask, services) => start(ask, services, order))
      const failed = (operation: string) => failing.get(operation)
      const runs = needed(form).runs
      const [source, begun] = [from && failed('content.get'), runs.filter((run) => !failing.has(run))]

      // Without the text that was chosen there is nothing to be written from: the reason is told, and nothing is begun.
      if (source) {
        if (answer.ok) throw new Error('it went on without what it was to be written from')
        friendly(answer.failure, source)
        expect(wire.calls.filter(({ operation }) => runs.includes(operation))).toEqual([])
        return
      }
      // Where some runs could be begun, they were; the others are named.
      if (begun.length > 0) {
        if (!answer.ok || answer.value.state !== 'started') throw new Error(JSON.stringify(answer))
        expect(answer.value.jobs).toHaveLength(begun.length)
        const signed = 'signed' in form.values && failed('content.agentProfile')
        expect(answer.without).toHaveLength(runs.length - begun.length + (signed ? 1 : 0))
        if (signed) {
          const { input } = await person.services.jobs.get({ id: answer.value.jobs[0] ?? '' })
          expect(JSON.stringify(input)).not.toContain(FACTS.profile)
        }
        for (const { failure } of answer.without) friendly(failure)
        return
      }
      // The first run that was refused says why none was begun.
      const reason = failed(runs[0] ?? '')
      if (!reason) throw new Error('no run failed')
      if (!isDown(reason)) {
        if (answer.ok) throw new Error(JSON.stringify(answer))
        return friendly(answer.failure, reason)
      }
      // The AI service is down: what there is from before, as far as the library answers.
      if (!answer.ok || answer.value.state !== 'down') throw new Error(JSON.stringify(answer))
      expect(answer.value.earlier.map(({ id }) => id)).toEqual(failed('content.list') ? [] : [earlier.id])
      for (const { failure } of answer.without) friendly(failure)
      expect(answer.without.length).toBeGreaterThanOrEqual(runs.length)
    },
    close: studio.close,
  }
})

/** A title, an id to quote, whether another try makes sense, and nothing of what only programmers understand. */
function friendly(failure: FailureView, fault?: Fault): void {
  expect(failure.title).toMatch(/^[A-Z][^\n]{3,80}$/)
  expect(failure.requestId).toMatch(new RegExp(`^(${REQUEST}|request-\\d{3})$`))
  expect(JSON.stringify(failure)).not.toMatch(/fetch failed|ECONN|TypeError|127\.0\.0\.1|<h1>| at .*:\d+:\d+/)
  if (!fault) return
  expect(failure.temporary).toBe(passes(fault))
  if (typeof fault === 'object')
    expect([failure.code, failure.requestId]).toEqual([fault.code, `request-${fault.status}`])
  if (typeof fault === 'object' && fault.status === 429) expect(failure.retryAfter).toBe(7)
}
