import { failure } from 'banyan/contract'
import { expect, test } from 'vitest'
import { orchestrate } from './orchestrate.ts'

const visit = { signedIn: true, requestId: 'request-1' }
const down = () => Promise.reject(failure('unavailable'))

test('without a session nothing is done at all', async () => {
  let done = 0
  const answer = await orchestrate({ ...visit, signedIn: false }, async (ask) => {
    done++
    return ask('anything', async () => done++)
  })
  expect(done).toBe(0)
  expect(answer).toMatchObject({ ok: false, failure: { code: 'unauthenticated', requestId: 'request-1' } })
})

test('parts that do not need each other are asked at once', async () => {
  const begun: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const part = (name: string) => async () => {
    begun.push(name)
    if (begun.length === 3) resolve()
    await promise
    return name
  }
  const answer = await orchestrate(visit, (ask) => Promise.all(['a', 'b', 'c'].map((name) => ask(name, part(name)))))
  expect(answer).toEqual({ ok: true, value: ['a', 'b', 'c'], without: [] })
})

test('what stands in for a part is named, with the reason and the id to quote', async () => {
  const answer = await orchestrate(visit, async (ask) => ({
    name: await ask('your profile', down, ({ code }) => `none (${code})`),
  }))
  expect(answer).toMatchObject({
    ok: true,
    value: { name: 'none (unavailable)' },
    without: [{ part: 'your profile', failure: { temporary: true, requestId: 'request-1' } }],
  })
})

test('a part for which nothing stands in ends all of it, after everything under way has ended', async () => {
  let ended = false
  const slow = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    ended = true
  }
  const answer = await orchestrate(visit, (ask) => Promise.all([ask('first', down), ask('slow', slow)]))
  expect(ended).toBe(true)
  expect(answer).toMatchObject({ ok: false, failure: { code: 'unavailable', requestId: 'request-1' } })
})

test('when what stands in fails as well, the first reason is told', async () => {
  const answer = await orchestrate(visit, (ask) =>
    ask(
      'both',
      () => Promise.reject(failure('deadlineExceeded')),
      () => down(),
    ),
  )
  expect(answer).toMatchObject({ ok: false, failure: { code: 'deadlineExceeded' } })
})

test('a session that turns out to have ended is not glossed over', async () => {
  const ended = () => Promise.reject(failure('unauthenticated'))
  const answer = await orchestrate(visit, (ask) => ask('your profile', ended, () => 'nothing'))
  expect(answer).toMatchObject({ ok: false, failure: { code: 'unauthenticated' } })
})

test('a mistake in the code is a failure, and its details stay here', async () => {
  const answer = await orchestrate(visit, async () => {
    throw new TypeError('x of undefined')
  })
  expect(answer).toMatchObject({ ok: false, failure: { code: 'internal', requestId: 'request-1' } })
  expect(JSON.stringify(answer)).not.toContain('undefined')
})

test('the id of a service goes before the one of the request', async () => {
  const other = failure('notFound')
  other.requestId = 'request-2'
  const answer = await orchestrate(visit, (ask) => ask('it', () => Promise.reject(other)))
  expect(answer).toMatchObject({ ok: false, failure: { requestId: 'request-2' } })
})
