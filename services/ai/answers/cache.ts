import { createHash } from 'node:crypto'
import type { OpenContext } from 'banyan/service'
import type { Question } from '../models/ask.ts'
import type { Chain } from '../models/chain.ts'
import { keyOf } from '../models/name.ts'
import { wireSchema } from '../models/wire-schema.ts'
import type { Ai } from '../shape.ts'

/** Of an old answer, how many are deleted for each new one that is kept. */
const SWEPT = 20

/** Answers to the very same requests, where the settings want them to be given again. */
export class AnswerCache {
  readonly #around: Pick<OpenContext<Ai>, 'db' | 'clock' | 'config'>

  constructor({ db, clock, config }: OpenContext<Ai>) {
    this.#around = { db, clock, config }
  }

  /** What tells a request from all others; undefined where answers are not kept. */
  keyOf(question: Question<unknown>, user: string, generator: string, chain: Chain): string | undefined {
    const { AI_CACHE_TTL, AI_CACHE_SCOPE } = this.#around.config
    // The offline model says the same again by itself.
    if (AI_CACHE_TTL === undefined || !chain[0]?.remote) return undefined
    const { instructions, prompt, maxTokens, schema } = question
    const whose = AI_CACHE_SCOPE === 'all' ? null : user
    const models = chain.map(({ name }) => keyOf(name))
    const asked = [whose, models, generator, instructions, prompt, maxTokens, wireSchema(schema).jsonSchema]
    return createHash('sha256').update(JSON.stringify(asked)).digest('base64url')
  }

  /** The answer that was given before; undefined where there is none that is young enough and still of the right form. */
  async find<T>(key: string, { schema }: Question<T>): Promise<T | undefined> {
    const { db, clock } = this.#around
    const row = await db
      .selectFrom('answer')
      .select('value')
      .where('key', '=', key)
      .where('expires_at', '>', new Date(clock.now()))
      .executeTakeFirst()
    return row && schema.safeParse(row.value).data
  }

  async keep(key: string, value: unknown): Promise<void> {
    const { db, clock, config } = this.#around
    const now = clock.now()
    const expires_at = new Date(now + (config.AI_CACHE_TTL ?? 0))
    const kept = { value: JSON.stringify(value), expires_at }
    await db
      .insertInto('answer')
      .values({ key, ...kept })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
      .execute()
    const old = db.selectFrom('answer').select('key').where('expires_at', '<=', new Date(now)).limit(SWEPT)
    await db.deleteFrom('answer').where('key', 'in', old.forUpdate().skipLocked()).execute()
  }
}
