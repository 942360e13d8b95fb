/** What people outside saw and did: against it the tables are held at the end. */
export class History {
  /** Jobs that were accepted, by id. */
  readonly accepted = new Set<string>()
  /** Times that money was taken, by job. */
  readonly charges = new Map<string, number>()
  /** Orders that were confirmed to those who ordered. */
  readonly ordered = new Set<string>()
  /** Answers to each idempotency key, as text. */
  readonly answers = new Map<string, Set<string>>()
  /** Event ids that each reader of a job's events saw, in order, and the last event's name. */
  readonly reads: { readonly job: string; readonly ids: string[]; last: string }[] = []
  /** The tokens that each refresh token was traded for. */
  readonly successors = new Map<string, Set<string>>()
  /** What was seen to be wrong while it happened. */
  readonly seen: string[] = []

  static add(map: Map<string, Set<string>>, key: string, value: string): void {
    const values = map.get(key) ?? new Set()
    map.set(key, values.add(value))
  }
}
