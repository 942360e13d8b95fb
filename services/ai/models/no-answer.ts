import type { FaultKind, ModelFault } from './fault.ts'

/** Why one model of the chain gave no answer. */
export interface Refusal {
  readonly model: string
  readonly kind: FaultKind
  /** Whether it may answer another time. */
  readonly passing: boolean
  /** Milliseconds. */
  readonly retryAfter: number | undefined
  /** For the user, where there is more to say than why. */
  readonly sentence: string | undefined
}

/** No model of the chain gave an answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  /** In the order they were asked. */
  readonly refusals: readonly Refusal[]

  constructor(faults: readonly { readonly model: string; readonly fault: ModelFault }[]) {
    super(faults.map(({ model, fault }) => `${model} ${fault.message}`).join('; '))
    this.refusals = faults.map(({ model, fault: { kind, retry, details } }) => ({
      model,
      kind,
      // A budget that says when to come back is held by others only.
      passing: retry || kind === 'resting' || (kind === 'unaffordable' && details.retryAfter !== undefined),
      retryAfter: details.retryAfter,
      sentence: details.sentence,
    }))
  }
}
