import { expect } from 'vitest'
import type { Order } from '../../apps/web/lib/studio/start.ts'
import { start } from '../../apps/web/lib/studio/start.ts'
import { property } from './property.ts'
import { needed, type Sent, sent } from './studio/order.ts'
import { FACTS, newPerson } from './studio/people.ts'
import { startStudio } from './studio/start.ts'
import { type Call, wireWith } from './studio/wire.ts'

// Feature: microservices-architecture, Property 12: An action asks every service that it needs, once, and at once where it can
property(12, 'An action asks every service that it needs, once, and at once where it can', async (links) => {
  const studio = await startStudio(links)
  let people = 0
  return {
    inputs: sent,
    async holds(form: Sent) {
      const person = await newPerson(studio, `person-${people++}`)
      const { facts, runs } = needed(form)
      const order: Order = {
        ...form,
        from: form.from === 'none' ? undefined : person.entries[form.from],
        nonce: `nonce-${people}`,
      }
      const wire = wireWith()
      const answer = await studio.act(person.token, wire, (ask, services) => start(ask, services, order))
      if (!answer.ok || answer.value.state !== 'started') throw new Error(JSON.stringify(answer))
      expect(answer.without).toEqual([])
      const { jobs } = answer.value

      // Each service that is needed, once; nobody else.
      const asked = wire.calls.map(({ operation }) => operation)
      expect(asked.toSorted()).toEqual([...facts, ...runs].toSorted())
      // What does not need each other is under way together; the runs wait for their facts.
      const [first, second] = [wire.calls.slice(0, facts.length), wire.calls.slice(facts.length)]
      expect(first.map(({ operation }) => operation).toSorted()).toEqual(facts.toSorted())
      expect(together(first)).toBe(true)
      expect(together(second)).toBe(true)
      expect(Math.min(...second.map(({ begun }) => begun))).toBeGreaterThan(
        Math.max(-1, ...first.map(({ ended }) => ended)),
      )

      // One answer of all of them: each run has what each service gave.
      expect(new Set(jobs).size).toBe(runs.length)
      const begun = await Promise.all(jobs.map((id) => person.services.jobs.get({ id })))
      expect(begun.map(({ kind }) => kind).toSorted()).toEqual(runs.toSorted())
      for (const { kind, input } of begun) {
        if (kind !== 'ai.generateBlogPost' && kind !== 'ai.generateVideoScript') continue
        const told = JSON.stringify(input)
        expect(told.includes(FACTS.profile)).toBe('signed' in form.values)
        if (form.from !== 'none') expect(told).toContain(FACTS[form.from])
      }

      // The same form sent again is the same runs.
      const again = await studio.act(person.token, wireWith(), (ask, services) => start(ask, services, order))
      expect(again).toEqual(answer)
    },
    close: studio.close,
  }
})

/** All have begun before the first of them has ended. */
const together = (calls: readonly Call[]): boolean =>
  calls.length === 0 || Math.max(...calls.map(({ begun }) => begun)) < Math.min(...calls.map(({ ended }) => ended))
