import { failure } from 'banyan/contract'
import * as z from 'zod'
import { UUID } from './contract/texts.ts'

/** Where a page of a list ends: what the list is sorted by, of its last item, and that item's id. */
export interface Position {
  readonly sort: string
  /** A time in milliseconds since the epoch, or a text. */
  readonly at: number | string
  readonly id: string
}

export const toCursor = ({ sort, at, id }: Position): string =>
  Buffer.from(JSON.stringify([sort, at, id])).toString('base64url')

/** Throws `invalid` for what `toCursor` did not write for this sort. */
export function fromCursor<At extends keyof typeof ats>(cursor: string, sort: string, kind: At) {
  const written = z.tuple([z.literal(sort), ats[kind], z.string().regex(UUID)])
  const read = written.safeParse(parse(Buffer.from(cursor, 'base64url').toString()))
  if (!read.success) throw failure('invalid', { issues: [{ path: ['cursor'], message: 'Take it from nextCursor' }] })
  const [, at, id] = read.data
  // What the schema of this kind gives.
  return { at: at as z.infer<(typeof ats)[At]>, id }
}

const ats = {
  /** As far as a Date goes. */
  time: z.int().min(0).max(8_640_000_000_000_000),
  text: z.string().regex(/^[^\0]*$/),
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Somebody made it up.
    return undefined
  }
}
