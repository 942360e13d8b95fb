import type { Handler } from 'banyan/service'
import type { Ai } from '../shape.ts'
import { findPicture } from '../store/pictures.ts'

/** A picture belongs to whom it was drawn for; another's does not exist for him. */
export const image: Handler<Ai, 'image'> = async ({ id }, { user, db, fail }) => {
  const found = await findPicture(db, user.id, id)
  if (!found) throw fail.noSuchImage()
  return found
}
