import { expect, test, vi } from 'vitest'
import { lookInside } from './inside.ts'
import { patient } from './patient.ts'
import { signUp } from './person.ts'
import { newFolder, startSystem } from './process.ts'
import { watch } from './sse.ts'

// Five starts of the program.
vi.setConfig({ testTimeout: 120_000 })

test('a job that is never let finish is given up with the reason, announces nothing, and can be started again by hand', async () => {
  const data = await newFolder()
  const start = (pace: number, port?: number) =>
    startSystem({ data, env: { AI_OFFLINE_PACE_MS: String(pace) }, ...(port !== undefined && { port }) })
  const events = async () => {
    await using inside = await lookInside(data)
    const { rows } = await inside.query(`select count(*) from banyan.outbox where type = 'ai.content.generated'`)
    return Number(rows[0]?.count)
  }

  let program = await start(60_000)
  const ann = await signUp(program.baseUrl, 'ann', patient)
  const { job_id: id } = await ann.api.ai.runResearchAgent({ topic: 'keeping bees' })
  const url = `${program.baseUrl}/jobs/${id}/events`
  for (let attempt = 1; attempt <= 3; attempt++) {
    await watch(url, ann.token).until(
      ({ event, data: happened }) => event === 'running' && happened.attempt === attempt,
    )
    await program.kill('SIGKILL')
    program = await start(attempt < 3 ? 60_000 : 0, program.port)
  }

  const reason = { code: 'workerLost', title: 'The worker was lost' }
  expect(await ann.api.jobs.get({ id })).toMatchObject({ status: 'failed', attempts: 3, error: reason, result: null })
  const told = watch(url, ann.token)
  expect(await told.over).toBe(true)
  expect(told.seen.at(-1)).toMatchObject({ event: 'failed', data: { error: reason } })
  expect(await events()).toBe(0)

  await ann.api.jobs.retry({ id })
  const rest = watch(url, ann.token, told.seen.at(-1)?.id)
  expect(await rest.over).toBe(true)
  expect(rest.seen.at(-1)?.event).toBe('done')
  expect(await ann.api.jobs.get({ id })).toMatchObject({ status: 'done', error: null })
  expect(await events()).toBe(1)
})
