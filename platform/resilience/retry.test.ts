import { describe, expect, test } from 'vitest'
import { systemRandom } from '../clock/index.ts'
import { failure } from '../contract/index.ts'
import { manualClock } from '../testing/clock.ts'
import { Deadline, presets, RetryBudget, type RetryOptions, type RetryPolicy, retry } from './index.ts'

const policy: RetryPolicy = { attempts: 3, base: 100, cap: 250, jitter: 0 }

describe('retry', () => {
  test('tries again after waits that double up to the cap, and gives the first success', async () => {
    const { options, waits, run } = setup({ policy: { ...policy, attempts: 5 } })
    const result = await run(async (attempt) => {
      if (attempt < 5) throw failure('unavailable')
      return 'there'
    }, options)
    expect(result).toBe('there')
    expect(waits).toEqual([100, 200, 250, 250])
  })

  test('rejects with the last error once the attempts are used', async () => {
    const { options, run, waits } = setup()
    const work = async (attempt: number) => {
      throw failure('unavailable', `try ${attempt}`)
    }
    await expect(run(work, options)).rejects.toThrow('try 3')
    expect(waits).toHaveLength(2)
  })

  test.each([
    ['a failure that says so', failure('invalid')],
    ['anything that is not a failure', new TypeError('a mistake')],
  ])('does not repeat %s', async (_, error) => {
    let calls = 0
    const { options, run } = setup()
    const work = async () => {
      calls++
      throw error
    }
    await expect(run(work, options)).rejects.toBe(error)
    expect(calls).toBe(1)
  })

  test('takes as much of a wait from chance as the jitter says', async () => {
    const { options, waits, run } = setup({
      policy: { ...policy, jitter: 0.5 },
      random: { ...systemRandom, next: () => 0.5 },
    })
    await run(failsOnce(), options)
    expect(waits).toEqual([75])
  })

  test('grows by the same each time, or not at all, where the policy says so', async () => {
    for (const [shape, expected] of [
      ['linear', [100, 200, 250, 250]],
      ['none', [0, 0, 0, 0]],
    ] as const) {
      const { options, waits, run } = setup({ policy: { ...policy, attempts: 5, backoff: shape } })
      await expect(run(() => Promise.reject(failure('unavailable')), options)).rejects.toThrow()
      expect(waits).toEqual(expected)
    }
  })

  test('lets chance add what the policy says: a second, then two, a tenth more at most', async () => {
    const { options, waits, run } = setup({
      policy: presets.neuros.retry,
      random: { ...systemRandom, next: () => 0.5 },
    })
    await expect(run(() => Promise.reject(failure('unavailable')), options)).rejects.toThrow()
    expect(waits).toEqual([1_050, 2_100, 4_200])
  })

  test('repeats only the kinds that the policy names, where it names any', async () => {
    const { options, waits, run } = setup({ policy: presets.coagent.retry })
    await expect(run(() => Promise.reject(failure('downstreamFailed')), options)).rejects.toThrow()
    expect(waits).toEqual([])
    await expect(run(() => Promise.reject(failure('limited')), options)).rejects.toThrow()
    expect(waits).toHaveLength(2)
  })

  test('waits as long as the other side asks for', async () => {
    const { options, waits, run } = setup()
    await run(failsOnce(4_000), options)
    expect(waits).toEqual([4_000])
  })

  test('fails at once when it is asked to wait beyond the deadline', async () => {
    const { options, waits, run, clock } = setup()
    const began = clock.now()
    await expect(run(failsOnce(10_001), options)).rejects.toThrow('Temporarily unavailable')
    expect(waits).toEqual([])
    expect(clock.now()).toBe(began)
  })

  test('stops waiting as soon as the deadline is cancelled', async () => {
    const clock = manualClock()
    const deadline = Deadline.in(clock, 10_000)
    const reason = new Error('the user left')
    const waiting = retry(failsOnce(5_000), {
      policy,
      clock,
      random: systemRandom,
      deadline,
      onRetry: () => deadline.cancel(reason),
    })
    await expect(waiting).rejects.toBe(reason)
  })

  test('stops retrying when the shared budget is spent, and starts again as calls earn it back', async () => {
    const budget = new RetryBudget({ ratio: 0.5, reserve: 1 })
    const attempts: number[] = []
    for (let call = 0; call < 3; call++) {
      const { options, run, waits } = setup({ budget, policy: { ...policy, attempts: 2 } })
      await run(failsOnce(), options).catch(() => undefined)
      attempts.push(waits.length + 1)
    }
    expect(attempts).toEqual([2, 1, 2])
  })
})

const failsOnce = (retryAfter?: number) => async (attempt: number) => {
  if (attempt === 1) throw failure('unavailable', retryAfter === undefined ? {} : { retryAfter })
  return attempt
}

/** A clock that jumps to the end of each wait, and the waits that were asked for. */
function setup(changes: Partial<RetryOptions> = {}) {
  const clock = manualClock()
  const waits: number[] = []
  const jumping = {
    ...clock,
    sleep: (ms: number, signal?: AbortSignal) => {
      const slept = clock.sleep(ms, signal)
      clock.advance(ms)
      return slept
    },
  }
  const options: RetryOptions = {
    policy,
    clock: jumping,
    random: systemRandom,
    deadline: Deadline.in(jumping, 10_000),
    onRetry: (_error, _attempt, wait) => waits.push(wait),
    ...changes,
  }
  return { clock, options, waits, run: retry }
}
