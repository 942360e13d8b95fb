import type { Handler } from 'banyan/service'
import { excerpt } from '../excerpt.ts'
import type { Content } from '../shape.ts'
import { toSaved } from '../store/entry.ts'

export const save: Handler<Content, 'save'> = ({ type, title, body, project = null }, { user, clock, id, tx }) => {
  const now = new Date(clock.now())
  const entry = {
    id: id(),
    user_id: user.id,
    type,
    title,
    body,
    excerpt: excerpt(body),
    project,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  return tx(async (tx) => toSaved(await tx.insertInto('saved').values(entry).returningAll().executeTakeFirstOrThrow()))
}
