import type * as z from 'zod'
import type { Prompt } from '../prompt.ts'

/** A text that a generator may build on. `text` is the whole text where it could be read, otherwise the snippet. */
export interface Source {
  readonly title: string
  readonly url: string
  readonly snippet: string
  readonly text: string
}

/** What was found for an input, before anything is written. */
export interface Material {
  readonly sources: readonly Source[]
  /** What had to be done without, e.g. `search`. */
  readonly degraded: readonly string[]
}

/** One question to a model: how it is put, the form of the answer, and the answer of the offline model. */
export interface Task<Input, Draft> {
  /** What a watcher is told meanwhile. */
  readonly says: string
  readonly instructions: string
  readonly prompt: (input: Input, material: Material) => Prompt
  readonly answer: z.ZodType<Draft>
  /** Gives the same for the same input and material. */
  readonly offline: (input: Input, material: Material) => Draft
}

/** What to search for. */
export interface Plan {
  readonly queries: readonly string[]
}

/** How one kind of content is made, as plain data. `operations/generate.ts` carries it out. */
export interface Generator<Input, Draft, Output> {
  /** Names it in records and logs. */
  readonly id: string
  /** In the completion event. */
  readonly contentType: string
  readonly topic: (input: Input) => string
  /** Only for a generator that needs search: what it searches for. */
  readonly plan?: Task<Input, Plan>
  readonly write: Task<Input, Draft>
  /** The answer of the job from what the model wrote. */
  readonly finish: (draft: Draft, material: Material, model: string) => Output
}
