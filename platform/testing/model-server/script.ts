/** When an instruction applies. */
export interface Rule<Question> {
  /** For how many requests; `Infinity` for all from now on. Default 1. */
  readonly times?: number
  /** Only for these requests; others leave it in the queue. Default all. */
  readonly when?: (question: Question) => boolean
}

export type Instruction<Answer, Fault> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'fault'; readonly fault: Fault }

/** Instructions in the order they were given; a request takes the first one that applies to it. */
export function script<Question, Answer, Fault>() {
  type Entry = { instruction: Instruction<Answer, Fault>; left: number; when: (question: Question) => boolean }
  let entries: Entry[] = []
  return {
    add(instruction: Instruction<Answer, Fault>, { times = 1, when = () => true }: Rule<Question> = {}): void {
      entries.push({ instruction, left: times, when })
    },
    next(question: Question): Instruction<Answer, Fault> | undefined {
      const entry = entries.find(({ when }) => when(question))
      if (entry && --entry.left <= 0) entries = entries.filter((other) => other !== entry)
      return entry?.instruction
    },
    clear(): void {
      entries = []
    },
  }
}
