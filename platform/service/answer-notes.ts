/** What is learnt about an answer while it is made, for whoever sends it off. One for all calls that a request leads to. */
export class AnswerNotes {
  /** Something did not answer, and this is made with what stood in for it. */
  fallback = false
}
