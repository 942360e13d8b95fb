import type { Verdict } from 'banyan/resilience'

/** Why a search engine gave no answer: whether asking again can help, and what it says of the engine. */
const faults = {
  limited: { retry: true, verdict: 'nothing', says: 'asks us to slow down' },
  unavailable: { retry: true, verdict: 'failed', says: 'reports an error of its own' },
  unreachable: { retry: true, verdict: 'failed', says: 'cannot be reached' },
  tooSlow: { retry: true, verdict: 'failed', says: 'is too slow' },
  garbled: { retry: true, verdict: 'failed', says: 'sent what is no answer' },
  refused: { retry: false, verdict: 'answered', says: 'refuses the request' },
  spent: { retry: false, verdict: 'nothing', says: 'has no searches left for us' },
  busy: { retry: false, verdict: 'nothing', says: 'has too many of our searches waiting' },
  resting: { retry: false, verdict: 'nothing', says: 'kept failing and is given time to recover' },
} as const satisfies Record<string, { retry: boolean; verdict: Verdict; says: string }>

export type FaultKind = keyof typeof faults

interface FaultDetails {
  readonly status?: number | undefined
  /** Milliseconds until another try makes sense. */
  readonly retryAfter?: number | undefined
}

/** A search that gave no answer. Carries nothing that must not be logged (key, query), so it has no `cause`. */
export class EngineFault extends Error {
  override readonly name = 'EngineFault'
  readonly kind: FaultKind
  readonly status: number | undefined
  readonly retryAfter: number | undefined

  constructor(kind: FaultKind, { status, retryAfter }: FaultDetails = {}) {
    super(`${faults[kind].says}${status === undefined ? '' : ` (${status})`}`)
    this.kind = kind
    this.status = status
    this.retryAfter = retryAfter
  }

  get retry(): boolean {
    return faults[this.kind].retry
  }

  get verdict(): Verdict {
    return faults[this.kind].verdict
  }

  /** Whether it is well, and only does not take as many searches as we have. */
  get overused(): boolean {
    return this.kind === 'limited' || this.kind === 'spent' || this.kind === 'busy'
  }
}

/** No engine gave an answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  /** In the order the engines were asked. */
  readonly faults: readonly EngineFault[]

  constructor(faults: readonly { readonly engine: string; readonly fault: EngineFault }[]) {
    super(faults.map(({ engine, fault }) => `${engine} ${fault.message}`).join('; '))
    this.faults = faults.map(({ fault }) => fault)
  }

  /** True where every engine is well, but takes no more of our searches for now. */
  get overused(): boolean {
    return this.faults.every((fault) => fault.overused)
  }

  /** Milliseconds until the first of them can be asked again, where any tells. */
  get retryAfter(): number | undefined {
    const waits = this.faults.flatMap(({ retryAfter }) => retryAfter ?? [])
    return waits.length === 0 ? undefined : Math.min(...waits)
  }
}
