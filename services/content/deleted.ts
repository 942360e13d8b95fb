import type { Clock } from 'banyan/clock'

/** What is deleted can be brought back for thirty days. */
const KEPT = 30 * 24 * 3600_000

/** What was deleted after this time can still be brought back. */
export const stillKept = (clock: Clock): Date => new Date(clock.now() - KEPT)
