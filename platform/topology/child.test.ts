import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { getPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterEach, expect, it } from 'vitest'
import { systemClock as clock, systemRandom as random } from '../clock/index.ts'
import { StartError } from '../config/index.ts'
import { type Child, FOLLOWING, superviseChild } from './child.ts'
import { freePort } from './ports.ts'

const program = fileURLToPath(new URL('./fixture/answering.ts', import.meta.url))
const log = pino({ level: 'silent' })
const patience = { timeout: 20_000, interval: 50 }

const started: ChildProcess[] = []
let child: Child | undefined
afterEach(async () => {
  await child?.stop(5_000)
  started.length = 0
})

/** Supervises a process that answers, or that ends with `code`. */
async function supervised(...code: string[]): Promise<Child> {
  const port = await freePort(random)
  child = superviseChild({
    name: 'answering',
    start: (at) => {
      const process = fork(program, [String(at), ...code], { execArgv: FOLLOWING, stdio: 'ignore' })
      started.push(process)
      return process
    },
    port: () => port,
    path: '/',
    clock,
    log,
  })
  return child
}
const pidAt = async (origin: string | undefined) => Number(await (await fetch(origin ?? 'nowhere')).text())

it('is ready when it answers, and started again at the same place when it was killed', async () => {
  const { ready, origin } = await supervised()
  await ready
  const first = origin()
  expect(await pidAt(first)).toBe(started[0]?.pid)
  started[0]?.kill('SIGKILL')
  await expect.poll(() => started.length, patience).toBe(2)
  await expect.poll(origin, patience).toBe(first)
  expect(await pidAt(first)).toBe(started[1]?.pid)
})

it('has the same priority as before once it is back', async () => {
  const { ready, origin } = await supervised()
  const priorities = (pid = 0) => {
    const threads = process.platform === 'linux' ? readdirSync(`/proc/${pid}/task`).map(Number) : [pid]
    return new Set(threads.map((thread) => getPriority(thread)))
  }
  await ready
  const before = priorities(started[0]?.pid)
  started[0]?.kill('SIGKILL')
  await expect.poll(() => started.length, patience).toBe(2)
  await expect.poll(origin, patience).toBeDefined()
  expect(priorities(started[1]?.pid)).toEqual(before)
})

it('is not answering while it is down', async () => {
  const { ready, origin } = await supervised()
  await ready
  started[0]?.kill('SIGKILL')
  await expect.poll(origin, { ...patience, interval: 5 }).toBe(undefined)
})

it('cannot be started when it ends before it answers: its exit code is told', async () => {
  const { ready } = await supervised('7')
  const failed = await ready.catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(StartError)
  expect(String(failed)).toContain('"answering" cannot be started: it ended with 7')
})

it('is not started again when it was stopped, or retired', async () => {
  const { ready, retire, stop, origin } = await supervised()
  await ready
  retire()
  await stop(5_000)
  expect(started).toHaveLength(1)
  expect(started[0]?.signalCode).toBe('SIGTERM')
  expect(origin()).toBe(undefined)
})
