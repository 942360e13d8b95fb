import { isDeepStrictEqual } from 'node:util'
import type { Tx } from 'banyan/store'
import { ExportedLesson, ExportedProfile, type Imported } from '../contract/exported.ts'
import { changed, changeProfile, lockProfile } from '../store/agent-profile.ts'
import type { Tables } from '../store/tables.ts'
import type { Into } from './into.ts'
import { read } from './read.ts'

/** Takes an agent's profile in. */
export async function takeProfile(tx: Tx<Tables>, given: unknown, { user, now, replace }: Into): Promise<Imported> {
  const profile = read(ExportedProfile, 'agent-profile', given, 0)
  if (!profile.ok) return { ...profile.item, id: 'agent-profile' }
  const before = await lockProfile(tx, user, now)
  const { version, updatedAt: _, ...said } = before
  const after = changed(said, profile.value)
  const tell = (outcome: Imported['outcome'], message?: string): Imported => ({
    kind: 'agent-profile',
    id: 'agent-profile',
    title: profile.value.name,
    outcome,
    ...(message !== undefined && { message }),
  })
  if (isDeepStrictEqual(said, after)) return tell('unchanged')
  if (version > 0 && !replace) return tell('kept', 'There is another profile here')
  await changeProfile(tx, user, before, after, now)
  return tell(version > 0 ? 'replaced' : 'created')
}

/** Takes in which lessons are done. */
export async function takeTraining(
  tx: Tx<Tables>,
  given: readonly unknown[],
  { user, replace }: Into,
): Promise<Imported[]> {
  const here = await tx
    .selectFrom('training')
    .select(['lesson', 'done'])
    .where('user_id', '=', user)
    .forUpdate()
    .execute()
  const known = new Map(here.map(({ lesson, done }) => [lesson, done]))
  const items: Imported[] = []
  for (const [at, each] of given.entries()) {
    const lesson = read(ExportedLesson, 'training', each, at)
    if (!lesson.ok) {
      items.push(lesson.item)
      continue
    }
    const before = known.get(lesson.value.lesson)
    const outcome = outcomeOf(before, lesson.value, replace)
    if (outcome === 'created' || outcome === 'replaced') {
      const { lesson: name, done, at } = lesson.value
      const updated_at = new Date(at)
      await tx
        .insertInto('training')
        .values({ user_id: user, lesson: name, done, updated_at })
        .onConflict((conflict) => conflict.columns(['user_id', 'lesson']).doUpdateSet({ done, updated_at }))
        .execute()
      known.set(name, done)
    }
    items.push({ kind: 'training', id: lesson.value.lesson, title: '', outcome })
  }
  return items
}

function outcomeOf(before: boolean | undefined, { done }: ExportedLesson, replace: boolean): Imported['outcome'] {
  if (before === undefined) return 'created'
  if (before === done) return 'unchanged'
  return replace ? 'replaced' : 'kept'
}
