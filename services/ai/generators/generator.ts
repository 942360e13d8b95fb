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
  /** Every field of it is required, and no part has an id: what the strict mode of all providers takes. */
  readonly answer: z.ZodType<Draft> | ((input: Input, material: Material) => z.ZodType<Draft>)
  /** Gives the same for the same input and material. */
  readonly offline: (input: Input, material: Material) => Draft
}

/** What to search for. */
export interface Plan {
  readonly queries: readonly string[]
}

/** What a generator searches for: what a model plans, or what follows from the input. */
export type Search<Input> = { readonly plan: Task<Input, Plan> } | { readonly queries: (input: Input) => Queries }

export interface Queries {
  readonly web: readonly string[]
  readonly news?: { readonly query: string; readonly location?: string; readonly days?: number }
  /** Pages that are kept of all that were found. Default 8. */
  readonly most?: number
}

/** What a picture should show, and the words for those who cannot see it. */
export interface PictureWish {
  /** What it is a picture of, in a few words; without it `alt` says it. */
  readonly title?: string
  readonly prompt: string
  readonly alt: string
}

export interface Picture {
  readonly url: string
  readonly alt: string
}

/** What one generation is expected to consume, when every call is answered at once. */
export interface Estimate {
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
}

/** Beside the draft, all that the answer of a job is made of. */
export interface Made<Input> {
  readonly input: Input
  readonly material: Material
  /** The model that wrote the draft. */
  readonly model: string
  /** Null where none was wished for, or none could be made. */
  readonly picture: Picture | null
}

/** How one kind of content is made, as plain data. `operations/generate.ts` carries it out. */
export interface Generator<Input, Draft, Output> {
  /** Names it in records and logs. */
  readonly id: string
  readonly title: string
  /** In the completion event. */
  readonly contentType: string
  /** In the completion event, of what is made about a topic. */
  readonly topic?: (input: Input) => string
  readonly estimate: Estimate
  /** Only for a generator that needs sources. */
  readonly search?: Search<Input>
  readonly write: Task<Input, Draft>
  /** Only for a generator that may have a picture: undefined where this input asks for none. */
  readonly picture?: (draft: Draft, input: Input) => PictureWish | undefined
  /** The answer of the job from what the model wrote. */
  readonly finish: (draft: Draft, made: Made<Input>) => Output
}
