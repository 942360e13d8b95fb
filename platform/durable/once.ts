import { CompiledQuery } from 'kysely'
import { failure } from '../contract/index.ts'
import type { Tx } from '../store/tx.ts'
import { type Core, stamp } from './core.ts'
import { inputHash } from './input-hash.ts'
import type { OnceKey, OnceRecorder } from './types.ts'

/**
 * Commands that happen once per key. Whoever comes first holds the key while it runs; its answer is kept for those who
 * come later. A run that fails lets go of the key; one that dies loses it when its lease ends, unless its answer was
 * already on record with its effect.
 */
export class Once {
  readonly #core: Core
  readonly #held = new Set<string>()

  constructor(core: Core) {
    this.#core = core
  }

  async run(key: OnceKey, work: (recorder: OnceRecorder) => Promise<unknown>): Promise<unknown> {
    const token = this.#core.random.id()
    const earlier = await this.#hold(key, token)
    if (earlier) return this.#repeat(earlier, inputHash(key.input))
    this.#held.add(token)
    try {
      const output = await work({ record: (tx, answer) => this.#record(tx, key, token, answer) })
      await this.#keep(key, token, output)
      return output
    } catch (error) {
      await this.#release(key, token)
      throw error
    } finally {
      this.#held.delete(token)
    }
  }

  /** Prolongs the hold on all keys of this process. */
  async renew(leaseUntil: number): Promise<void> {
    if (this.#held.size === 0) return
    await this.#core.pool.query(
      'update banyan.keys set lease_until = $2 where token = any ($1::uuid[]) and finished_at is null',
      [[...this.#held], stamp(leaseUntil)],
    )
  }

  /** Takes the key, or gives what stands in its place. */
  async #hold({ service, name, owner, key, input }: OnceKey, token: string): Promise<Held | undefined> {
    const { clock, pool, settings } = this.#core
    const identity = [service, name, owner, key]
    for (;;) {
      const now = clock.now()
      const { rowCount } = await pool.query({
        name: 'banyan-hold-key',
        text: HOLD,
        values: [...identity, inputHash(input), token, stamp(now + settings.lease), stamp(now)],
      })
      if (rowCount === 1) return undefined
      const { rows } = await pool.query<Held>({ name: 'banyan-held-key', text: HELD, values: identity })
      if (rows[0]) return rows[0]
      // It was let go of in between.
    }
  }

  #repeat(earlier: Held, hash: string): unknown {
    if (earlier.input_hash !== hash)
      throw failure('conflict', 'This idempotency key was used before, with another input.')
    if (earlier.finished_at) return earlier.nothing ? undefined : earlier.output
    const left = earlier.lease_until.getTime() - this.#core.clock.now()
    throw failure('conflict', {
      detail: 'A request with this idempotency key is being worked on.',
      retry: true,
      retryAfter: Math.min(Math.max(left, 1), SOON),
    })
  }

  /** Within the command's own transaction. A later one of the same run replaces what is on record. */
  async #record(tx: Tx<never>, key: OnceKey, token: string, output: unknown): Promise<void> {
    const { rows } = await tx.executeQuery(CompiledQuery.raw(ANSWER, this.#answer(key, token, output)))
    if (rows.length === 0) throw failure('conflict', 'A repetition of this request has taken over.')
  }

  async #keep(key: OnceKey, token: string, output: unknown): Promise<void> {
    const values = this.#answer(key, token, output)
    try {
      await this.#core.pool.query(ANSWER, values)
    } catch (error) {
      // The work is done, so its answer is good. Only a repetition may find that it has to begin again.
      this.#core.log.warn({ err: error, service: key.service, name: key.name }, 'could not keep an answer')
    }
  }

  #answer({ service, name, owner, key }: OnceKey, token: string, output: unknown): unknown[] {
    return [service, name, owner, key, token, JSON.stringify(output), stamp(this.#core.clock.now())]
  }

  async #release({ service, name, owner, key }: OnceKey, token: string): Promise<void> {
    try {
      await this.#core.pool.query(RELEASE, [service, name, owner, key, token])
    } catch (error) {
      this.#core.log.warn({ err: error, service, name }, 'could not let go of an idempotency key; its lease will end')
    }
  }
}

interface Held {
  readonly input_hash: string
  readonly lease_until: Date
  readonly finished_at: Date | null
  readonly output: unknown
  /** A command without output answers nothing again, and not null. */
  readonly nothing: boolean
}

/** The most that a repetition is told to wait: the first may be done long before its lease ends. */
const SOON = 1_000

/** $1 to $4 the key, $5 the input's hash, $6 the token, $7 the end of the lease, $8 now. */
const HOLD = `
  insert into banyan.keys as k (service, name, owner, key, input_hash, token, lease_until)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (service, name, owner, key) do update set token = excluded.token, lease_until = excluded.lease_until
  where k.finished_at is null and k.lease_until < $8 and k.input_hash = excluded.input_hash
  returning token`

const HELD = `
  select input_hash, lease_until, finished_at, output, output is null as nothing from banyan.keys
  where service = $1 and name = $2 and owner = $3 and key = $4`

/** $1 to $4 the key, $5 the token, $6 the output, $7 now. */
const ANSWER = `
  update banyan.keys set output = $6, finished_at = $7
  where service = $1 and name = $2 and owner = $3 and key = $4 and token = $5
  returning token`

/** What is on record stays: its effect has happened. */
const RELEASE = `
  delete from banyan.keys
  where service = $1 and name = $2 and owner = $3 and key = $4 and token = $5 and finished_at is null`
