import { settle } from 'banyan/contract'
import { expect, onTestFinished, test } from 'vitest'
import { eventually } from './testing/eventually.ts'
import { startNeighbours } from './testing/processes.ts'
import { GOOGLE, startOauth } from './testing/start-oauth.ts'

/** Milliseconds: processes take their time to start where there is much else to do. */
const LONG = 120_000

test(
  '200 callers over four processes cause one refresh, and get the same token',
  async () => {
    await using started = await startOauth()
    const { oidc, app } = started
    await started.connect('ann')
    const neighbours = await startNeighbours(started, 'ann', 4)
    onTestFinished(async () => void (await Promise.all(neighbours.map((each) => each.stop()))))
    await started.expire('ann')

    // So that all of them come while it is under way.
    const gate = Promise.withResolvers<void>()
    oidc.fail({ kind: 'held', until: gate.promise })
    const asked = neighbours.flatMap(({ client }) =>
      Array.from({ length: 50 }, () => client.token({ userId: 'ann', provider: GOOGLE })),
    )
    await eventually(() => oidc.counts.refreshed).toBe(1)
    // Nobody holds a connection to the database while the provider is asked.
    const { rows } = await app.database.pool.query(
      `select count(*)::int as open from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    )
    expect(rows).toEqual([{ open: 0 }])
    gate.resolve()

    const tokens = await Promise.all(asked)
    expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1)
    expect(await oidc.accepts(tokens[0]?.accessToken ?? '')).toBe(true)
    expect(oidc.requests.filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1)
    expect(oidc.counts).toEqual({ refreshed: 1, reused: 0, revoked: 0 })
    await eventually(() => started.heardOf('ann')).toEqual(['oauth.token.refreshed'])
  },
  LONG,
)

test('whoever gives up does not end the renewal for the others, nor for himself the next time', async () => {
  await using started = await startOauth()
  const { oidc } = started
  const ann = await started.connect('ann')
  await started.expire('ann')
  const gate = Promise.withResolvers<void>()
  oidc.fail({ kind: 'held', until: gate.promise })
  const impatient = new AbortController()
  const input = { userId: 'ann', provider: GOOGLE }
  const first = settle(ann.token(input, { signal: impatient.signal }))
  await eventually(() => oidc.counts.refreshed).toBe(1)
  const others = [ann.token(input), ann.token(input)]
  impatient.abort()
  await first
  gate.resolve()
  const [one, other] = await Promise.all(others)
  expect(one).toEqual(other)
  expect(await ann.token(input)).toEqual(one)
  expect(oidc.counts).toEqual({ refreshed: 1, reused: 0, revoked: 0 })
})

test(
  'a server that stops keeps what the provider gives',
  async () => {
    await using started = await startOauth()
    const { oidc } = started
    await started.connect('ann')
    const [neighbour] = await startNeighbours(started, 'ann', 1)
    await started.expire('ann')
    const gate = Promise.withResolvers<void>()
    oidc.fail({ kind: 'held', until: gate.promise })
    const pending = settle(neighbour?.client.token({ userId: 'ann', provider: GOOGLE }) ?? Promise.reject())
    await eventually(() => oidc.counts.refreshed).toBe(1)
    const stopped = neighbour?.stop()
    gate.resolve()
    await Promise.all([pending, stopped])
    const ann = await started.as('ann')
    const { accessToken } = await ann.token({ userId: 'ann', provider: GOOGLE })
    expect(await oidc.accepts(accessToken)).toBe(true)
    expect(oidc.counts).toEqual({ refreshed: 1, reused: 0, revoked: 0 })
  },
  LONG,
)
