import type { HttpMapping, Operation } from '../contract/index.ts'
import type { Frame } from './frame.ts'

/** One operation, ready to run: its policies and its handler composed once, at start. */
export interface Plan {
  /** `ai.runResearchAgent` */
  readonly id: string
  readonly service: string
  readonly name: string
  readonly operation: Operation
  readonly mapping: HttpMapping | undefined
  /** Milliseconds that a call may take, unless its caller gives it less. For a job: its submission. */
  readonly deadline: number
  /** Admit, authorise, validate, handle, validate. A query or command gives its output, a job the accepted form. Rejects with a `Failure`. */
  run(input: unknown, frame: Frame): Promise<unknown>
  /** The items of a stream operation. Rejects with a `Failure` before the first item where it is refused. */
  stream(input: unknown, frame: Frame): AsyncIterable<unknown>
}
