import { failure } from 'banyan/contract'
import { UUID } from './store/entry.ts'

/** Where a page ends: the time (milliseconds since the epoch) and the id of its last entry. */
export interface Position {
  readonly at: number
  readonly id: string
}

export const toCursor = ({ at, id }: Position): string => Buffer.from(`${at} ${id}`).toString('base64url')

/** Throws `invalid` for what `toCursor` did not write. */
export function fromCursor(cursor: string): Position {
  const [at = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ')
  // Fifteen digits stay within what a Date can hold.
  if (/^\d{1,15}$/.test(at) && UUID.test(id) && rest.length === 0) return { at: Number(at), id }
  throw failure('invalid', { issues: [{ path: ['cursor'], message: 'Take it from nextCursor' }] })
}
