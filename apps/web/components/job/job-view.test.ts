import type { Job, JobEvent } from 'banyan/durable/contract'
import { expect, test } from 'vitest'
import { after, viewOf } from './job-view.ts'

const at = '2026-01-01T00:00:00.000Z'
const job: Job = {
  id: 'j',
  kind: 'ai.runResearchAgent',
  status: 'running',
  progress: { percent: 45, message: 'Reading' },
  steps: [],
  attempts: 1,
  input: {},
  result: null,
  error: null,
  createdAt: at,
  startedAt: at,
  finishedAt: null,
}
let number = 0
const event = (event: JobEvent['event'], data: Partial<JobEvent['data']> = {}): JobEvent => ({
  id: String(++number),
  event,
  data: { at, ...data },
})
const told = (...events: JobEvent[]) => events.reduce(after, viewOf(job))

test('progress does not run backwards while the beginning is told again', () => {
  const view = told(event('pending'), event('running'), event('progress', { percent: 5, message: 'Planning' }))
  expect(view.percent).toBe(45)
})

test('a line is at work until its step ends or the next one begins', () => {
  const view = told(
    event('progress', { percent: 5, message: 'Planning' }),
    event('step', { step: 'plan' }),
    event('progress', { percent: 20, message: 'Searching' }),
    event('progress', { percent: 45, message: 'Reading' }),
  )
  expect(view.lines.map(({ text, kind }) => [text, kind])).toEqual([
    ['Planning', 'finished'],
    ['Searching', 'finished'],
    ['Reading', 'working'],
  ])
})

test('a job that failed and was started again runs', () => {
  const error = { code: 'modelUnavailable', title: 'AI service temporarily unavailable' }
  const failed = told(event('retrying', { error }), event('failed', { error }))
  expect([failed.status, failed.error]).toEqual(['failed', error])
  const again = [event('pending'), event('running', { attempt: 2 })].reduce(after, failed)
  expect([again.status, again.error, again.attempt]).toEqual(['running', null, 2])
})

test('the end finishes every line', () => {
  const view = told(event('progress', { percent: 70, message: 'Writing' }), event('done'))
  expect([view.percent, view.lines.every(({ kind }) => kind === 'finished')]).toEqual([100, true])
})
