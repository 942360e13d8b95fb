import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { toTraining } from '../store/training.ts'

export const training: Handler<Content, 'training'> = async (_, { user, db }) => {
  const rows = await db.selectFrom('training').selectAll().where('user_id', '=', user.id).orderBy('lesson').execute()
  return { lessons: rows.map(toTraining) }
}
