import type { CallOptions } from '../contract/index.ts'
import type { Frame } from './frame.ts'

/** The way to an operation of another service: in this process, or over HTTP. Both behave the same. */
export interface Link {
  /** Resolves to a validated output, or rejects with a `Failure`. */
  call(operation: string, input: unknown, from: Origin, options?: CallOptions): Promise<unknown>
  stream(operation: string, input: unknown, from: Origin, options?: CallOptions): AsyncIterable<unknown>
}

/** Who calls: the calling service, and the frame of the call that it is handling. */
export interface Origin {
  /** Null where the gateway passes on what came from outside: then the frame's caller is the caller. */
  readonly service: string | null
  readonly frame: Frame
}

/**
 * The header in which a link over HTTP says which operation it means, e.g. `content.get`: with an input such as
 * `{ id: 'export' }` the path alone may fit another one.
 */
export const OPERATION_HEADER = 'x-operation'
