import type { ChatRequest } from './completion.ts'

/** When an instruction applies. */
export interface Rule {
  /** For how many requests; `Infinity` for all from now on. Default 1. */
  readonly times?: number
  /** Only for these requests; others leave it in the queue. Default all. */
  readonly when?: (request: ChatRequest) => boolean
}

export type Instruction<Answer, Fault> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'fault'; readonly fault: Fault }

/** Instructions in the order they were given; a request takes the first one that applies to it. */
export function script<Answer, Fault>() {
  type Entry = { instruction: Instruction<Answer, Fault>; left: number; when: (request: ChatRequest) => boolean }
  let entries: Entry[] = []
  return {
    add(instruction: Instruction<Answer, Fault>, { times = 1, when = () => true }: Rule = {}): void {
      entries.push({ instruction, left: times, when })
    },
    next(request: ChatRequest): Instruction<Answer, Fault> | undefined {
      const entry = entries.find(({ when }) => when(request))
      if (entry && --entry.left <= 0) entries = entries.filter((other) => other !== entry)
      return entry?.instruction
    },
    clear(): void {
      entries = []
    },
  }
}
