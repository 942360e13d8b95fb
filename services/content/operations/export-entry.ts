import type { Handler } from 'banyan/service'
import { entryFile } from '../export/entry-file.ts'
import type { Content } from '../shape.ts'
import { findEntry } from '../store/entry.ts'

export const exportEntry: Handler<Content, 'exportEntry'> = async ({ id, format }, ctx) => {
  const { user, db, clock, signal, resources, fail } = ctx
  const entry = await findEntry(db, user.id, id)
  if (!entry) throw fail.noSuchContent()
  let begun = clock.monotonic()
  const pause = async () => {
    if (clock.monotonic() - begun < TURN) return
    await clock.sleep(0, signal)
    begun = clock.monotonic()
  }
  return entryFile(entry, format, { fonts: resources.fonts, pause })
}

/** Milliseconds of work before others have their turn. */
const TURN = 15
