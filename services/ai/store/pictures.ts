import type { Kysely } from 'kysely'
import type { Drawing } from '../pictures/drawing.ts'
import type { Tables } from './tables.ts'

export interface NewPicture extends Drawing {
  readonly id: string
  readonly user: string
  readonly job: string
  readonly alt: string
  readonly model: string
  readonly at: Date
}

/** Keeps the picture of a job, in place of one that an earlier attempt has drawn. Resolves to its id. */
export async function keepPicture(db: Kysely<Tables>, { id, user, job, at, ...drawn }: NewPicture): Promise<string> {
  const { mediaType: media_type, bytes, alt, model } = drawn
  const picture = { media_type, bytes: Buffer.from(bytes), alt, model, created_at: at }
  const kept = await db
    .insertInto('picture')
    .values({ id, user_id: user, job_id: job, ...picture })
    .onConflict((conflict) => conflict.column('job_id').doUpdateSet(picture))
    .returning('id')
    .executeTakeFirstOrThrow()
  return kept.id
}

/** A picture of this user; undefined where there is none. */
export async function findPicture(db: Kysely<Tables>, user: string, id: string): Promise<Drawing | undefined> {
  const found = await db
    .selectFrom('picture')
    .select(['media_type', 'bytes'])
    .where('id', '=', id)
    .where('user_id', '=', user)
    .executeTakeFirst()
  return found && { mediaType: found.media_type, bytes: found.bytes }
}
