import type { OpenContext } from 'banyan/service'
import type { Tx } from 'banyan/store'
import { type RawBuilder, sql } from 'kysely'
import type { Call } from '../models/asking.ts'
import { ModelFault } from '../models/fault.ts'
import type { Ai } from '../shape.ts'
import type { Tables } from '../store/tables.ts'
import { monthOf } from './month.ts'
import { isPassing, type Shortage, sentenceOf } from './words.ts'

/** On whose account a call goes. */
export interface Account {
  readonly user: string
  readonly job: string
  /** Of the job. */
  readonly attempt: number
  readonly generator: string
}

/** Milliseconds that a call has beside the time of its attempt, to be put on record. */
const GRACE = 60_000
/** Milliseconds after which calls that are under way may have left something of a budget. */
const LATER = 5_000

/**
 * Keeps the budgets: before a call what it may cost at most is reserved, after it its true cost is spent. Its statements
 * are bounded by no deadline: what a provider was asked for has to be paid, also when nobody waits for it any more.
 */
export class Ledger {
  readonly #around: Pick<OpenContext<Ai>, 'db' | 'tx' | 'clock' | 'id' | 'config'>

  constructor({ db, tx, clock, id, config }: OpenContext<Ai>) {
    this.#around = { db, tx, clock, id, config }
  }

  /**
   * Reserves `most` US dollars of each budget there is. Resolves to the reservation, or to undefined where none is needed.
   * Rejects with the fault `unaffordable`.
   */
  async reserve(most: number | undefined, account: Account): Promise<string | undefined> {
    const { AI_BUDGET_PER_USER: own, AI_BUDGET_TOTAL: total, AI_ATTEMPT_TIMEOUT } = this.#around.config
    const bounds = [
      ...(total === undefined ? [] : [{ whose: 'total' as const, name: 'total', limit: total }]),
      ...(own === undefined ? [] : [{ whose: 'own' as const, name: `user:${account.user}`, limit: own }]),
    ]
    if (bounds.length === 0 || most === 0) return undefined
    // The settings see to it that with a budget there is a price.
    const wanted = most ?? Number.POSITIVE_INFINITY
    const { clock, id: newId, tx: transact } = this.#around
    const now = clock.now()
    const id = newId()
    await transact(async (tx) => {
      const spent = await hold(
        tx,
        monthOf(now),
        bounds.map(({ name }) => name),
      )
      await release(tx, account, new Date(now), total !== undefined)
      const reserved = await reservedOf(tx, account.user)
      for (const { whose, name, limit } of bounds) {
        const shortage = { whose, limit, spent: spent.get(name) ?? 0, reserved: reserved[whose], wanted }
        if (shortage.spent + shortage.reserved + wanted > limit) throw unaffordable(shortage, now)
      }
      const { user: user_id, job: job_id, attempt } = account
      const expires_at = new Date(now + AI_ATTEMPT_TIMEOUT + GRACE)
      await tx.insertInto('reservation').values({ id, user_id, job_id, attempt, amount: wanted, expires_at }).execute()
    })
    return id
  }

  /** Puts a call on record: its cost is spent, and what was reserved for it is free again. */
  async settle(call: Call, account: Account): Promise<void> {
    const { clock, db, id, tx: transact } = this.#around
    const { model, usage, cost, fault, latency, reservation, cached = false } = call
    const at = new Date(clock.now())
    const row = {
      id: id(),
      user_id: account.user,
      job_id: account.job,
      generator: account.generator,
      provider: model.provider,
      model: model.id,
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      pictures: usage.pictures ?? 0,
      estimated: usage.estimated,
      cost: cost ?? 0,
      priced: cost !== undefined,
      cached,
      ok: !fault,
      fault: fault?.kind ?? null,
      latency_ms: Math.round(latency),
      at,
    }
    const kept = (tx: Pick<Tx<Tables>, 'insertInto'>) => tx.insertInto('model_call').values(row).execute()
    if (!cost && reservation === undefined) return void (await kept(db))
    await transact(async (tx) => {
      await kept(tx)
      if (cost) await spend(tx, monthOf(at.getTime()), ['total', `user:${account.user}`], cost)
      if (reservation !== undefined) await tx.deleteFrom('reservation').where('id', '=', reservation).execute()
    })
  }
}

/** Of both, what calls under way may cost: all of them, and those of one user. */
export async function reservedOf(db: Pick<Tx<Tables>, 'selectFrom'>, user: string, now?: Date) {
  const { total, own } = await db
    .selectFrom('reservation')
    .select([
      sql<number>`coalesce(sum(amount), 0)::float8`.as('total'),
      sql<number>`coalesce(sum(amount) filter (where user_id = ${user}), 0)::float8`.as('own'),
    ])
    .$if(now !== undefined, (query) => query.where('expires_at', '>', now as Date))
    .executeTakeFirstOrThrow()
  return { total, own }
}

/**
 * What was spent by each account, none of which anybody else spends or reserves from until the transaction ends. The rows
 * are locked in the order of the names, as they are everywhere.
 */
async function hold(tx: Tx<Tables>, month: string, accounts: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await upsert(month, accounts, sql`0`).execute(tx)
  return new Map(rows.map(({ account, spent }) => [account, spent]))
}

async function spend(tx: Tx<Tables>, month: string, accounts: readonly string[], cost: number): Promise<void> {
  await upsert(month, accounts, sql`${cost}::numeric`).execute(tx)
}

const upsert = (month: string, accounts: readonly string[], more: RawBuilder<unknown>) => sql<{
  account: string
  spent: number
}>`
  insert into spending (month, account, spent)
  select ${month}, account, ${more} from unnest(${accounts}::text[]) as of(account) order by account
  on conflict (month, account) do update set spent = spending.spent + excluded.spent
  returning account, spent::float8`

/**
 * Frees what nobody will settle any more: what has expired, and what earlier attempts of the same job left behind. Of
 * others only where the row of all is held, so that no two wait for each other.
 */
async function release(tx: Tx<Tables>, { user, job, attempt }: Account, now: Date, all: boolean): Promise<void> {
  await tx
    .deleteFrom('reservation')
    .where(({ eb, and, or }) =>
      or([
        and([eb('expires_at', '<=', now), ...(all ? [] : [eb('user_id', '=', user)])]),
        and([eb('user_id', '=', user), eb('job_id', '=', job), eb('attempt', '<', attempt)]),
      ]),
    )
    .execute()
}

const unaffordable = (shortage: Shortage, now: number): ModelFault =>
  new ModelFault('unaffordable', {
    sentence: sentenceOf(shortage, now),
    ...(isPassing(shortage) && { retryAfter: LATER }),
  })
