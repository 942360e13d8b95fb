import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { lookInside } from './inside.ts'
import { patient } from './patient.ts'
import { signUp } from './person.ts'
import { type Program, startSystem, usedData } from './process.ts'
import { watch } from './sse.ts'

// A stop may take ten seconds, and a start comes before and after it.
vi.setConfig({ testTimeout: 60_000 })

const GRACE_MS = 10_000
const SOON = { timeout: 20_000 }
/** Milliseconds for what a stop does beside waiting: handing back, closing, the database's own stop. */
const CLOSING_MS = 8_000

const start = (data: string, pace: number, port?: number) =>
  startSystem({ data, env: { AI_OFFLINE_PACE_MS: String(pace) }, ...(port !== undefined && { port }) })

async function runningJob(program: Program) {
  const person = await signUp(program.baseUrl, 'ann', patient)
  const { job_id: id } = await person.api.ai.runResearchAgent({ topic: 'keeping bees' })
  const url = `${program.baseUrl}/jobs/${id}/events`
  const watched = watch(url, person.token)
  await watched.until(({ data }) => data.step === 'begin')
  return { person, id, url, watched }
}

const troubles = ({ lines }: Program) => lines.filter((line) => !/"level":"(debug|info)"/.test(line))

test('what does not end within the grace is handed back, and the next start finishes it as if nothing had been', async () => {
  const data = await usedData()
  const program = await start(data, 4_000)
  const { person, id, url, watched } = await runningJob(program)

  const began = performance.now()
  const stopping = program.stop()
  // Streams do not hold up a stop: they are ended at once, and go on elsewhere.
  expect(await watched.over).toBe(false)
  expect(performance.now() - began).toBeLessThan(GRACE_MS / 2)
  expect(await stopping).toBe(0)
  expect(performance.now() - began).toBeLessThan(GRACE_MS + CLOSING_MS)
  expect(troubles(program)).toEqual([])
  expect(program.errors()).toBe('')
  expect(program.lines.at(-1)).toContain('"msg":"stopped"')

  await start(data, 0, program.port)
  const rest = watch(url, person.token, watched.seen.at(-1)?.id)
  expect(await rest.over).toBe(true)
  const seen = [...watched.seen, ...rest.seen]
  expect(seen.map((event) => Number(event.id))).toEqual(seen.map((_, at) => at + 1))
  expect(seen.map(({ event }) => event).filter((event) => !['progress', 'step'].includes(event))).toEqual([
    'pending',
    'running',
    'pending',
    'running',
    'done',
  ])
  expect(await person.api.jobs.get({ id })).toMatchObject({ status: 'done', attempts: 1, error: null })
  await using inside = await lookInside(data)
  const { rows } = await inside.query(`select count(*) from banyan.outbox where type = 'ai.content.generated'`)
  expect(rows).toEqual([{ count: '1' }])
})

test('what ends within the grace is waited for, and so is whoever waits for it', async () => {
  const data = await usedData()
  const program = await start(data, 400)
  const { person, id } = await runningJob(program)
  const waiting = person.api.ai.runResearchAgent({ topic: 'keeping more bees' }, { wait: 30_000 })
  await expect.poll(async () => (await person.api.jobs.list({ status: ['running'] })).items, SOON).toHaveLength(2)
  const stopping = program.stop()
  expect(await waiting).toMatchObject({ status: 'done', result: { model: 'offline' } })
  expect(await stopping).toBe(0)
  expect(troubles(program)).toEqual([])

  await start(data, 0, program.port)
  expect(await person.api.jobs.get({ id })).toMatchObject({ status: 'done', attempts: 1 })
})

test('Ctrl+C under npm comes twice at once and is one; a later signal ends it the hard way, and nothing is lost', async () => {
  const data = await usedData()
  const program = await start(data, 20_000)
  const { person, id } = await runningJob(program)
  process.kill(program.pid, 'SIGINT')
  process.kill(program.pid, 'SIGTERM')
  const ended = await Promise.race([program.exited, pause(2_000, 'still there')])
  expect(ended).toBe('still there')
  await program.kill('SIGINT')
  expect(await program.exited).toBe(130)

  await start(data, 0, program.port)
  await expect.poll(() => person.api.jobs.get({ id }), SOON).toMatchObject({ status: 'done', attempts: 2 })
})
