import { type Answer, type Failure, settle } from 'banyan/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Started, startServices } from '../../platform/testing/start.ts'
import { services } from '../../topologies/services.ts'
import { type Person, signUp } from './person.ts'

let app: Started
let ann: Person
let bob: Person
beforeAll(async () => {
  app = await startServices({ services, env: { AUTH_SECRET: 'x'.repeat(32), AI_OFFLINE_PACE_MS: '60000' } })
  ;[ann, bob] = await Promise.all([signUp(app.baseUrl, 'ann'), signUp(app.baseUrl, 'bob')])
})
afterAll(() => app.close())

let keys = 0
const key = () => ({ idempotencyKey: `key-${++keys}` })
const note = { type: 'note', title: 'A title', body: 'A body' }
const mine = async (title: string) =>
  (await ann.api.content.list({ q: title })).items.filter((entry) => entry.title === title).length
const refusal = async (answer: Answer<unknown, string>): Promise<Failure | undefined> => {
  const settled = await settle(answer)
  return settled.ok ? undefined : settled.error
}

describe('a command with an Idempotency-Key', () => {
  test('happens once, and is answered alike each time', async () => {
    const once = key()
    const first = await ann.api.content.save({ ...note, title: 'Once' }, once)
    await ann.api.content.update({ id: first.id, body: 'changed meanwhile' })
    expect(await ann.api.content.save({ ...note, title: 'Once' }, once)).toEqual(first)
    expect(await mine('Once')).toBe(1)
  })

  test('has the same status and headers each time', async () => {
    const save = () =>
      fetch(`${app.baseUrl}/content/saved`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${ann.token}`,
          'content-type': 'application/json',
          'idempotency-key': 'the-same',
        },
        body: JSON.stringify(note),
      })
    const [first, second] = [await save(), await save()]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(await second.json()).toEqual(await first.json())
  })

  test('with another input is refused, and nothing happens', async () => {
    const once = key()
    await ann.api.content.save({ ...note, title: 'First of two' }, once)
    const refused = await refusal(ann.api.content.save({ ...note, title: 'Second of two' }, once))
    expect(refused).toMatchObject({ status: 409, code: 'conflict', retry: false })
    expect(refused?.detail).toContain('used before, with another input')
    expect(await mine('Second of two')).toBe(0)
  })

  test('is another one for somebody else, and for another operation', async () => {
    const once = key()
    const { id } = await ann.api.content.save(note, once)
    expect((await bob.api.content.save(note, once)).id).not.toBe(id)
    expect((await ann.api.search.addDocument({ title: 'Bees', text: 'A text' }, once)).slug).toMatch(/^bees-/)
  })

  test('that failed leaves the key free', async () => {
    const once = key()
    const failed = await refusal(ann.api.content.save({ ...note, title: '' }, once))
    expect(failed).toMatchObject({ status: 400 })
    expect(await ann.api.content.save({ ...note, title: 'At last' }, once)).toMatchObject({ title: 'At last' })
  })

  test('sent many times at once happens once; who is too early is told when to come back', async () => {
    const once = key()
    const save = () => settle(ann.api.content.save({ ...note, title: 'All at once' }, once))
    const answers = await Promise.all(Array.from({ length: 20 }, save))
    const ids = answers.flatMap((answer) => (answer.ok ? answer.value.id : []))
    expect(new Set(ids).size).toBe(1)
    for (const answer of answers)
      if (!answer.ok) {
        expect(answer.error).toMatchObject({ status: 409, retry: true })
        expect(answer.error.retryAfter).toBeGreaterThan(0)
      }
    expect(await save()).toMatchObject({ ok: true, value: { id: ids[0] } })
    expect(await mine('All at once')).toBe(1)
  })

  test('one without output answers nothing again', async () => {
    const { id } = await ann.api.content.save(note)
    const once = key()
    await ann.api.content.remove({ id }, once)
    expect(await ann.api.content.remove({ id }, once)).toBeUndefined()
    expect(await refusal(ann.api.content.remove({ id }))).toMatchObject({ code: 'noSuchContent' })
  })
})

describe('a job with an Idempotency-Key', () => {
  const submit = (person: Person, topic: string, once = key()) => person.api.ai.runResearchAgent({ topic }, once)

  test('is one job, however often and however much at once it is submitted', async () => {
    const once = key()
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit(ann, 'bees', once)))
    const [id, ...others] = new Set(answers.map((answer) => answer.job_id))
    expect(others).toEqual([])
    await ann.api.jobs.cancel({ id: id ?? '' })
    expect(await submit(ann, 'bees', once)).toMatchObject({ job_id: id, status: 'cancelled' })
  })

  test('with another input is refused; for somebody else it is another job', async () => {
    const once = key()
    const { job_id } = await submit(ann, 'bees', once)
    expect(await refusal(submit(ann, 'wasps', once))).toMatchObject({ status: 409, retry: false })
    expect((await submit(bob, 'bees', once)).job_id).not.toBe(job_id)
  })

  test('in a batch too', async () => {
    const once = key()
    const batch = () =>
      ann.api.jobs.submitBatch({ items: [{ kind: 'ai.runResearchAgent', input: { topic: 'bees' } }] }, once)
    expect(await batch()).toEqual(await batch())
  })
})
