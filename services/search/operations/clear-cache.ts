import type { Handler } from 'banyan/service'
import type { Search } from '../shape.ts'

/** Announces that answers are to be forgotten: every process hears of it. */
export const clearCache: Handler<Search, 'clearCache'> = async ({ pattern }, { clock, emit, tx }) => {
  const timestamp = new Date(clock.now()).toISOString()
  await tx((tx) => emit.invalidate(tx, { timestamp, pattern }))
  return { pattern, timestamp }
}
