import { Deadline, presets, retry } from 'banyan/resilience'
import { WHOLE } from '../attempts.ts'
import { ProviderFault } from '../providers/fault.ts'
import type { Grant, Provider } from '../providers/provider.ts'
import type { Ground } from '../shape.ts'
import { type Found, findConnection, type Holder, nextVersion, subjectOf } from '../store/connections.ts'
import { decodeSecrets, encodeSecrets } from '../store/secrets.ts'
import type { Vault } from '../vault/vault.ts'
import { interrupted, takenBack } from './ends.ts'
import { keep, type Renewed, secretsOf } from './keep.ts'
import { giveBack, type Lease, takeLease } from './lease.ts'
import { leaveRevocation } from './revocations.ts'

type Prepared = Omit<Renewed, 'grant'>

/** Who asks: what is said and announced on the way is said under his name. */
export type Asker = Pick<Ground, 'emit' | 'enqueue' | 'log'>

/**
 * Renewals of access tokens, one at a time for each connection over all processes. In this process those who want the
 * same wait for one promise; in another they look at the row until it has changed. A renewal goes on when whoever
 * wanted it has given up: what the provider gives has to be kept.
 */
export class Renewals {
  readonly #ground: Ground
  readonly #vault: Vault
  /** Milliseconds. */
  readonly #lease: number
  readonly #underWay = new Map<string, Promise<void>>()

  /** `timeout`: milliseconds for one request to a provider. */
  constructor(ground: Ground, vault: Vault, timeout: number) {
    this.#ground = ground
    this.#vault = vault
    this.#lease = WHOLE * timeout + MARGIN
  }

  /**
   * Resolves when the connection is another one than was found: renewed, needing its owner, or gone; look again. Rejects
   * with a `ProviderFault`, a `KeyFault` or a breaker's refusal where it is as before.
   */
  renew(provider: Provider, found: Found, asker: Asker): Promise<void> {
    const key = JSON.stringify([found.user_id, found.provider])
    const underWay = this.#underWay.get(key)
    if (underWay) return underWay
    const renewing = this.#run(provider, found, asker).finally(() => this.#underWay.delete(key))
    this.#underWay.set(key, renewing)
    // Whoever wanted it may have gone.
    renewing.catch(() => undefined)
    return renewing
  }

  /** Whether a lease has ended with nobody to give it back. */
  isLost({ lease_until }: Pick<Found, 'lease_until'>): boolean {
    return lease_until !== null && lease_until.getTime() < this.#ground.clock.now()
  }

  /** Sees to a connection whose renewal was lost. False where somebody else has. */
  async recover(provider: Provider | undefined, found: Found, asker: Asker): Promise<boolean> {
    const { clock, db, tx } = this.#ground
    const lease = { user: found.user_id, provider: found.provider, fence: found.fence }
    if (neverRotates(found, provider)) {
      await giveBack(db, lease)
      return false
    }
    const ended = await tx((tx) => interrupted(tx, { clock, emit: asker.emit }, lease))
    if (ended) asker.log.warn({ provider: found.provider }, 'A renewal was lost: its connection has to be made again')
    return ended
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay.values())
  }

  async #run(provider: Provider, found: Found, asker: Asker): Promise<void> {
    const { clock, db } = this.#ground
    const holder = { user: found.user_id, provider: found.provider }
    const patience = Deadline.in(clock, 2 * this.#lease)
    try {
      for (let looks = 0, now: Found | undefined = found; now && isAsFound(now, found); looks++) {
        if (now.lease_until === null) {
          const prepared = await this.#prepare(provider, now)
          const lease = await takeLease(db, now, new Date(clock.now() + this.#lease))
          if (lease) return await this.#renewAs(lease, provider, now, prepared, asker)
        } else if (this.isLost(now)) await this.recover(provider, now, asker)
        else await clock.sleep(Math.min(LONGEST_LOOK, FIRST_LOOK * 2 ** looks), patience.signal)
        now = await findConnection(db, holder)
      }
    } finally {
      patience.release()
    }
  }

  /** All that can be had without using anything up, so that the lease is for one request only. */
  async #prepare(provider: Provider, found: Found): Promise<Prepared> {
    if (!found.secrets) throw new TypeError('a connection that can be renewed has no tokens')
    const version = await nextVersion(this.#ground.db)
    const sealer = await this.#vault.prepare({ ...subjectOf(found), version })
    const { refresh: refreshToken } = decodeSecrets(await this.#vault.open(found.secrets, subjectOf(found)))
    if (refreshToken === undefined) throw new TypeError('a connection that can be renewed has no refresh token')
    await provider.ready(NEVER)
    return { version, sealer, refreshToken }
  }

  async #renewAs(lease: Lease, provider: Provider, found: Found, prepared: Prepared, asker: Asker): Promise<void> {
    const { db, tx, clock } = this.#ground
    let grant: Grant
    try {
      grant = await provider.refresh(prepared.refreshToken, NEVER)
    } catch (error) {
      const kind = error instanceof ProviderFault ? error.kind : undefined
      asker.log.warn({ provider: found.provider, err: error }, 'An access token was not renewed')
      const telling = { clock, emit: asker.emit }
      if (kind === 'grantRefused') await this.#insist(() => tx((tx) => takenBack(tx, telling, lease)))
      else if (kind === 'unknown' && !neverRotates(found, provider))
        await this.#insist(() => tx((tx) => interrupted(tx, telling, lease)))
      else {
        await this.#insist(() => giveBack(db, lease))
        throw error
      }
      return
    }
    await this.#keep(lease, { ...prepared, grant }, asker)
  }

  /** Until they are stored these tokens are nowhere else. */
  async #keep(lease: Lease, renewed: Renewed, asker: Asker): Promise<void> {
    const { clock, tx } = this.#ground
    const kept = await this.#insist(() => tx((tx) => keep(tx, { clock, emit: asker.emit }, lease, renewed)))
    if (kept === 'gone') await this.#forget(lease, renewed, asker)
    if (kept === 'replaced')
      asker.log.warn({ provider: lease.provider }, 'Renewed tokens came too late: the account was connected again')
  }

  /** What has happened at the provider has to be put on record, also when the database is away for a while. */
  async #insist<T>(work: () => Promise<T>): Promise<T> {
    const { clock, random } = this.#ground
    const deadline = Deadline.in(clock, INSIST)
    const policy = { ...presets.service.retry, attempts: Number.POSITIVE_INFINITY, cap: 5_000 }
    try {
      return await retry(work, { policy, clock, random, deadline, retryable: () => true })
    } finally {
      deadline.release()
    }
  }

  /** Nobody wants them any more, and the provider does not know yet. */
  async #forget(holder: Holder, { version, grant, refreshToken, sealer }: Renewed, asker: Asker): Promise<void> {
    const { tx, clock, id } = this.#ground
    const sealed = sealer.seal(encodeSecrets(secretsOf(grant, refreshToken)))
    await tx((tx) => leaveRevocation(tx, { clock, id, enqueue: asker.enqueue }, holder, { version, ...sealed }))
  }
}

const isAsFound = (now: Found, { version, state }: Found): boolean => now.version === version && now.state === state

/** What is known of the provider, else what it did the last time. */
const neverRotates = ({ rotates }: Found, provider: Provider | undefined): boolean =>
  (provider?.rotates ?? rotates) === false

/** Milliseconds for what a renewal does beside asking the provider, before others take its process for dead. */
const MARGIN = 5_000
const FIRST_LOOK = 20
const LONGEST_LOOK = 250
const INSIST = 60_000

/** A renewal ends by its own time limits, not with whoever wanted it. */
const NEVER = new AbortController().signal
