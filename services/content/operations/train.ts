import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { toTraining } from '../store/training.ts'

/** Marked as it is already, it keeps its time. */
export const train: Handler<Content, 'train'> = ({ lesson, done }, { user, clock, tx }) =>
  tx(async (tx) => {
    const row = { user_id: user.id, lesson, done, updated_at: new Date(clock.now()) }
    await tx
      .insertInto('training')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'lesson'])
          .doUpdateSet({ done, updated_at: row.updated_at })
          .where('training.done', '!=', done),
      )
      .execute()
    return toTraining(
      await tx
        .selectFrom('training')
        .selectAll()
        .where('user_id', '=', user.id)
        .where('lesson', '=', lesson)
        .executeTakeFirstOrThrow(),
    )
  })
