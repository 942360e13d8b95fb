import type { ServerResponse } from 'node:http'
import { type Fault, inject, send } from './fault.ts'
import type { Protocol } from './protocol.ts'
import { type Rule, script } from './script.ts'

/** What the model says: text, something that is sent as JSON, or a function of the question that gives either. */
export type Answer<Question> = string | object | ((question: Question) => string | object)

/** A model that says what it is told to say. Without instructions it answers with a sample. */
export interface Scripted<Question> {
  /** Puts an answer into the queue, for one question unless the rule says otherwise. */
  respond(answer: Answer<Question>, rule?: Rule<Question>): void
  /** Puts a fault into the queue, for one question unless the rule says otherwise. */
  fail(fault: Fault, rule?: Rule<Question>): void
}

export function scripted<Question>(protocol: Protocol<Question>) {
  const queue = script<Question, Answer<Question>, Fault>()
  return {
    respond: (answer: Answer<Question>, rule?: Rule<Question>) => queue.add({ kind: 'answer', answer }, rule),
    fail: (fault: Fault, rule?: Rule<Question>) => queue.add({ kind: 'fault', fault }, rule),
    clear: () => queue.clear(),
    async answer(question: Question, response: ServerResponse): Promise<void> {
      const next = queue.next(question)
      if (next?.kind === 'fault') return inject(next.fault, protocol, question, protocol.sample(question), response)
      const said = next ? say(next.answer, question) : protocol.sample(question)
      send(protocol.answer(question, said, 'stop'), response)
    },
  }
}

function say<Question>(answer: Answer<Question>, question: Question): string {
  const said = typeof answer === 'function' ? answer(question) : answer
  return typeof said === 'string' ? said : JSON.stringify(said)
}
