import type { Tx } from 'banyan/store'
import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** An answer, and when it was asked for in milliseconds since the epoch. */
export interface Dated<A> {
  readonly answer: A
  readonly at: number
}

/** What engines answered, shared by all processes and kept over restarts: asking them again costs money. */
export class Answers {
  readonly #db: Kysely<Tables>
  readonly #keep: number

  /** `keep`: milliseconds after which an answer is of no use any more. */
  constructor(db: Kysely<Tables>, keep: number) {
    this.#db = db
    this.#keep = keep
  }

  /** Unless it was to be forgotten since. */
  async read<A>(key: string): Promise<Dated<A> | undefined> {
    const found = await this.#db
      .selectFrom('answers')
      .select(['answer', 'at'])
      .where('key', '=', key)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('forgotten')
              .select('forgotten.at')
              .whereRef('forgotten.at', '>=', 'answers.at')
              .where(sql<boolean>`answers.key like forgotten.pattern`),
          ),
        ),
      )
      .executeTakeFirst()
    // Written by this class, under a key that tells the form.
    return found && { answer: found.answer as A, at: found.at }
  }

  /** A newer one that is there already stays. */
  async write(key: string, { answer, at }: Dated<unknown>): Promise<void> {
    const row = { key, answer: JSON.stringify(answer), at }
    await this.#db
      .insertInto('answers')
      .values(row)
      .onConflict((on) => on.column('key').doUpdateSet(row).where('answers.at', '<', at))
      .execute()
    const old = at - this.#keep
    // A few at a time, by whoever writes: there is nothing to run on a schedule.
    const tooOld = this.#db.selectFrom('answers').select('key').where('at', '<', old).orderBy('at').limit(10)
    await this.#db.deleteFrom('answers').where('key', 'in', tooOld).execute()
  }

  /** How many answers there are. */
  async count(): Promise<number> {
    const { n } = await this.#db
      .selectFrom('answers')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return n
  }

  /** From now on nothing that was asked for until `at` is given under a key that fits the pattern, e.g. `search:web:*`. */
  async forget(tx: Tx<Tables>, pattern: string, at: number): Promise<void> {
    const like = likeOf(pattern)
    await tx
      .deleteFrom('forgotten')
      .where('at', '<', at - this.#keep)
      .execute()
    await tx.insertInto('forgotten').values({ pattern: like, at }).execute()
    await tx.deleteFrom('answers').where('at', '<=', at).where(sql<boolean>`key like ${like}`).execute()
  }
}

/** The pattern of LIKE for one in which `*` stands for anything. */
const likeOf = (pattern: string): string => pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%')
