import type { Query } from './backends.ts'

/**
 * A bug that is planted to see whether the world finds it. It changes what goes through the ports of the shipping code;
 * that code itself knows nothing of it.
 */
export interface Sabotage {
  readonly name: string
  /** Another statement in the place of one. */
  readonly sql?: (text: string) => string
  /** What becomes of a statement within a transaction. */
  readonly within?: (query: Query) => Fate
  /** What becomes of a statement on its own. */
  readonly alone?: (query: Query) => Fate
  /** Headers of a request between processes. */
  readonly headers?: (headers: Readonly<Record<string, string>>) => Record<string, string>
  /** Whether a command whose answer was lost is sent again, whatever it is. */
  readonly resend?: boolean
}

/**
 * `apart`: at once and on its own. `deferred`: on its own, a moment after the commit. `lenient`: it is done, and where it
 * changed nothing it is answered as if it had. Rows: it is answered so and not done; or `later`, if the process lives.
 */
export type Fate =
  | 'done'
  | 'apart'
  | 'deferred'
  | 'lenient'
  | { readonly rows: readonly object[]; readonly later?: boolean }
