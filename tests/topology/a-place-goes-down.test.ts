import { setTimeout as pause } from 'node:timers/promises'
import type { ResearchReport } from '@banyan/ai/contract'
import { settle } from 'banyan/contract'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { lookInside } from '../system/inside.ts'
import { type Person, signUp } from '../system/person.ts'
import { newFolder, type Program, startSystem } from '../system/process.ts'
import { watch } from '../system/sse.ts'
import { anyAlive, health, places } from './places.ts'

const PACE_MS = 400
const env = { BANYAN_TOPOLOGY: 'split', AI_OFFLINE_PACE_MS: String(PACE_MS), BANYAN_DEMO: 'off' }
const patience = { timeout: 60_000, interval: 50 }
// Several processes start in each of these, on however many processors.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let data: string
let program: Program
let ann: Person
beforeAll(async () => {
  data = await newFolder()
  program = await startSystem({ data, env })
  ann = await signUp(program.baseUrl, 'ann')
})

/** A job that has finished the step `plan`, and the process that works on it. */
async function running(topic: string): Promise<{ id: string; place: string; pid: number }> {
  const { job_id: id } = await ann.api.ai.runResearchAgent({ topic })
  const url = `${program.baseUrl}/jobs/${id}/events`
  await watch(url, ann.token).until(({ data: happened }) => happened.step === 'plan')
  await using inside = await lookInside(data)
  const { rows } = await inside.query<{ worker: string }>('select worker from banyan.jobs where id = $1', [id])
  const place = [...places(program).keys()].find((name) => rows[0]?.worker.startsWith(name)) ?? 'none'
  return { id, place, pid: places(program).get(place) ?? 0 }
}

/** How a job ended, and how often that was announced. */
async function ended(id: string, topic: string) {
  const told: string[] = []
  for await (const { event } of ann.api.jobs.events({ id })) told.push(event)
  const { status, attempts, result } = await ann.api.jobs.get({ id })
  await using inside = await lookInside(data)
  const { rows } = await inside.query(
    `select count(*)::int as announced from banyan.outbox
     where type = 'ai.content.generated' and data -> 'metadata' ->> 'topic' = $1`,
    [topic],
  )
  return { status, attempts, told, report: result as ResearchReport, announced: rows[0]?.announced as number }
}

describe('one process of a place is killed in the middle of a job', () => {
  test('the job ends once, elsewhere, and all that others do goes on', async () => {
    const { id, place, pid } = await running('mangroves')
    expect(place).toMatch(/^models-[12]$/)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => anyAlive([pid]), patience).toBe(false)

    const meanwhile: boolean[] = []
    let over = false
    const end = ended(id, 'mangroves').finally(() => {
      over = true
    })
    while (!over) {
      const calls = [settle(ann.api.users.profile({})), settle(ann.api.content.list({})), settle(ann.api.ai.models({}))]
      meanwhile.push(...(await Promise.all(calls)).map(({ ok }) => ok))
      // A user has 300 requests a minute.
      await pause(600)
    }
    expect(meanwhile.length).toBeGreaterThan(10)
    expect(meanwhile).not.toContain(false)
    const { status, attempts, told, report, announced } = await end
    expect({ status, attempts, announced }).toEqual({ status: 'done', attempts: 2, announced: 1 })
    expect(told.filter((event) => event === 'done')).toHaveLength(1)
    expect(report.degraded).toEqual([])
    await expect.poll(() => places(program).get(place), patience).not.toBe(pid)
  })
})

describe('all processes of a place are killed', () => {
  test('calls to it are refused at once, health says so, the rest goes on, and it comes back by itself', async () => {
    for (const [name, pid] of places(program)) if (name.startsWith('models')) process.kill(pid, 'SIGKILL')
    const began = performance.now()
    const refused = await fetch(`${program.baseUrl}/ai/models`, { headers: { authorization: `Bearer ${ann.token}` } })
    // Both at once: the place comes back within a second or so.
    const [job, report] = await Promise.all([settle(ann.api.ai.runResearchAgent({ topic: 'figs' })), health(program)])
    expect(refused.status).toBe(503)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await refused.json()).toMatchObject({ code: 'unavailable', retry: true, requestId: expect.any(String) })
    expect(job).toMatchObject({ error: { status: 503 } })
    // The operation itself has ten seconds.
    expect(performance.now() - began).toBeLessThan(5_000)

    expect(report).toMatchObject({
      status: 200,
      report: { status: 'degraded', checks: { 'places.models': { healthy: false }, 'places.rest': { healthy: true } } },
    })
    expect(await ann.api.users.profile({})).toMatchObject({ name: 'ann' })
    expect(await ann.api.search.web({ query: 'figs' })).toMatchObject({ results: expect.any(Array) })

    await expect.poll(async () => (await health(program)).report.status, patience).toBe('healthy')
    expect(await ann.api.ai.models({})).toMatchObject([{ offline: true }])
  })
})

describe('one process is asked to stop by hand', () => {
  test('it ends in order, and another takes its place', async () => {
    const pid = places(program).get('rest') ?? 0
    process.kill(pid, 'SIGTERM')
    await expect.poll(() => places(program).get('rest'), patience).not.toBe(pid)
    expect(anyAlive([pid])).toBe(false)
    const told = program.lines.filter((line) => line.includes('the process rest ended'))
    expect(told.map((line) => JSON.parse(line).how)).toEqual([0])
    await expect.poll(async () => (await health(program)).report.status, patience).toBe('healthy')
  })
})

describe('the whole is asked to stop in the middle of a job', () => {
  test('the job still finds the place that it needs, and ends', async () => {
    const topic = 'spaced repetition, asked at the end of the day'
    const { id } = await running(topic)
    expect(await program.stop()).toBe(0)
    program = await startSystem({ data, env, port: program.port })
    const { status, attempts, report, announced } = await ended(id, topic)
    expect({ status, attempts, announced }).toEqual({ status: 'done', attempts: 1, announced: 1 })
    expect(report.degraded).toEqual([])
    expect(report.sources.length).toBeGreaterThan(0)
  })
})

describe('the process that started the others is killed', () => {
  test('they end with it, and the next start takes their jobs up', async () => {
    const { id } = await running('deltas')
    const pids = [...places(program).values()]
    expect(anyAlive(pids)).toBe(true)
    await program.kill('SIGKILL')
    await expect.poll(() => anyAlive(pids), patience).toBe(false)

    program = await startSystem({ data, env, port: program.port })
    const { status, announced } = await ended(id, 'deltas')
    expect({ status, announced }).toEqual({ status: 'done', announced: 1 })
  })
})
