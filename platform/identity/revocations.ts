import type { Clock } from '../clock/index.ts'

/** A session whose tokens are refused although they have not expired. */
export interface EndedSession {
  readonly session: string
  /** RFC 3339: after it no token of the session is alive, and it may be forgotten. */
  readonly until: string
}

/** The denylist of ended sessions. A session that ended never comes back, so it only grows and expires. */
export interface Revocations {
  has(session: string): boolean
  add(sessions: readonly EndedSession[]): void
  /**
   * Adds what the source knows. Called while a load runs, it waits for another load that starts after the call: what had
   * ended by then is in the list when it resolves. Rejects as `load` does; what was known stays.
   */
  refresh(load: () => Promise<readonly EndedSession[]>): Promise<void>
  /** True when the source failed the last time it was asked. */
  degraded(): boolean
}

export function createRevocations(clock: Clock): Revocations {
  const ended = new Map<string, number>()
  let running: Promise<void> | undefined
  let following: Promise<void> | undefined
  let failed = false

  function add(sessions: readonly EndedSession[]): void {
    const now = clock.now()
    for (const [session, until] of ended) if (until <= now) ended.delete(session)
    for (const { session, until } of sessions) ended.set(session, Math.max(ended.get(session) ?? 0, Date.parse(until)))
  }
  async function ask(load: () => Promise<readonly EndedSession[]>): Promise<void> {
    try {
      add(await load())
      failed = false
    } catch (error) {
      failed = true
      throw error
    }
  }
  function start(load: () => Promise<readonly EndedSession[]>): Promise<void> {
    running = ask(load).finally(() => {
      running = undefined
    })
    return running
  }

  return {
    has: (session) => (ended.get(session) ?? 0) > clock.now(),
    add,
    refresh(load) {
      if (!running) return start(load)
      const next = () => {
        following = undefined
        return start(load)
      }
      // Whoever waits for the running load is told how it went; the one that follows begins either way.
      following ??= running.then(next, next)
      return following
    },
    degraded: () => failed,
  }
}
