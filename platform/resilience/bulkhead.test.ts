import { describe, expect, test } from 'vitest'
import { failure } from '../contract/index.ts'
import { manualClock } from '../testing/clock.ts'
import { Bulkhead, Deadline } from './index.ts'

describe('bulkhead', () => {
  test('lets in as many as may run, then as many wait, and refuses the rest', async () => {
    const { bulkhead, deadline } = setup()
    expect([bulkhead.tryEnter(), bulkhead.tryEnter(), bulkhead.tryEnter()]).toEqual([true, true, false])
    const waiting = bulkhead.wait(deadline)
    await expect(bulkhead.wait(deadline)).rejects.toMatchObject({ code: 'limited', retryAfter: 1_000 })
    expect(bulkhead).toMatchObject({ running: 2, waiting: 1 })
    bulkhead.leave()
    expect(await waiting).toBe(true)
    expect(bulkhead).toMatchObject({ running: 2, waiting: 0 })
    bulkhead.leave()
    bulkhead.leave()
    expect(bulkhead.running).toBe(0)
  })

  test('lets those who wait in by their turn, and nobody before them', async () => {
    const { bulkhead, deadline } = setup({ running: 1, waiting: 3 })
    bulkhead.tryEnter()
    const order: string[] = []
    const entered = ['first', 'second'].map((name) => bulkhead.wait(deadline).then(() => order.push(name)))
    bulkhead.leave()
    expect(bulkhead.tryEnter()).toBe(false)
    await entered[0]
    bulkhead.leave()
    await entered[1]
    expect(order).toEqual(['first', 'second'])
  })

  test('refuses whoever waited too long, and forgets him', async () => {
    const { bulkhead, deadline, clock } = setup()
    bulkhead.tryEnter()
    bulkhead.tryEnter()
    const waiting = bulkhead.wait(deadline)
    clock.advance(200)
    await expect(waiting).rejects.toMatchObject({ code: 'limited' })
    bulkhead.leave()
    bulkhead.leave()
    expect(bulkhead).toMatchObject({ running: 0, waiting: 0 })
  })

  test('lets go of whoever gives up while waiting, at once', async () => {
    const { bulkhead, deadline } = setup()
    bulkhead.tryEnter()
    bulkhead.tryEnter()
    const waiting = bulkhead.wait(deadline)
    const gone = new Error('gone')
    deadline.cancel(gone)
    await expect(waiting).rejects.toBe(gone)
    await expect(bulkhead.wait(deadline)).rejects.toBe(gone)
    bulkhead.leave()
    bulkhead.leave()
    expect(bulkhead).toMatchObject({ running: 0, waiting: 0 })
  })
})

function setup({ running = 2, waiting = 1 } = {}) {
  const clock = manualClock()
  const bulkhead = new Bulkhead({
    policy: { running, waiting, patience: 200 },
    clock,
    refusal: () => failure('limited', { retryAfter: 1_000 }),
  })
  return { clock, bulkhead, deadline: Deadline.in(clock, 10_000) }
}
