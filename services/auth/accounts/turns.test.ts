import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

/** Work that ends when the test says so. */
function work() {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let started = false
  const run = () => {
    started = true
    return promise
  }
  return { run, resolve, reject, started: () => started }
}
const never = new AbortController().signal

test('no more than allowed run at once, and each end lets the next one in, in order', async () => {
  const turn = createTurns(2, 10)
  const all = Array.from({ length: 5 }, work)
  const results = all.map(({ run }) => turn(run, never))
  const started = () => all.map((one) => one.started())
  expect(started()).toEqual([true, true, false, false, false])
  all[1]?.resolve('b')
  await results[1]
  await expect.poll(started).toEqual([true, true, true, false, false])
  all[0]?.reject(new Error('a failed'))
  await expect(results[0]).rejects.toThrow('a failed')
  await expect.poll(started).toEqual([true, true, true, true, false])
  for (const { resolve } of all) resolve('x')
  expect(await Promise.all(results.slice(2))).toEqual(['x', 'x', 'x'])
})

test('one more than may wait is refused at once, and told when to come again', async () => {
  const turn = createTurns(1, 1)
  const [first, second] = [work(), work()]
  const results = [turn(first.run, never), turn(second.run, never)]
  await expect(turn(work().run, never)).rejects.toMatchObject({ code: 'unavailable', retryAfter: 1000 })
  first.resolve('1')
  second.resolve('2')
  expect(await Promise.all(results)).toEqual(['1', '2'])
  expect(await turn(async () => 'again', never)).toBe('again')
})

test('one that gives up leaves the queue without taking a turn', async () => {
  const turn = createTurns(1, 2)
  const [first, impatient, third] = [work(), work(), work()]
  const running = turn(first.run, never)
  const giveUp = new AbortController()
  const waiting = turn(impatient.run, giveUp.signal)
  const last = turn(third.run, never)
  giveUp.abort(new Error('no longer'))
  await expect(waiting).rejects.toThrow('no longer')
  first.resolve('1')
  await running
  await expect.poll(third.started).toBe(true)
  third.resolve('3')
  expect(await last).toBe('3')
  expect(impatient.started()).toBe(false)
})

test('whoever gave up before asking does not start', async () => {
  const late = work()
  await expect(createTurns(1, 1)(late.run, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
  expect(late.started()).toBe(false)
})
