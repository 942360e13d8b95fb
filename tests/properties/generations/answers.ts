import { ai } from '@banyan/ai/contract'
import type { Job } from 'banyan/contract'
import type { ChatRequest } from 'banyan/testing/openai/chat'
import { plainText } from 'banyan/text'
import type * as z from 'zod'
import type { Generator, Material, Task } from '../../../services/ai/generators/generator.ts'
import { generators, type JobName } from '../../../services/ai/generators/index.ts'
import { article, found } from '../../../services/ai/testing/search.ts'

/** A generator with its types forgotten: what belongs together is checked where the registry is written. */
export type AnyGenerator = Generator<unknown, unknown, unknown>

/** What the search of these tests finds, and the generators read: one page of the library whole, of the others the snippet. */
export const material: Material = {
  sources: found.map((page) => ({
    ...page,
    text: plainText(page.title === article.title ? article.body : page.snippet),
  })),
  degraded: [],
}

export const jobNames = Object.keys(generators) as JobName[]
export const generatorOf = (name: JobName): AnyGenerator => generators[name] as AnyGenerator
export const jobOf = (name: JobName): Job => ai.members[name]

/** What a generator asks a model, in order: its plan if it has one, and the text. */
export function tasksOf({ search, write }: AnyGenerator): Task<unknown, unknown>[] {
  return [...(search && 'plan' in search ? [search.plan] : []), write]
}

export const formOf = ({ answer }: Task<unknown, unknown>, input: unknown, material: Material): z.ZodType =>
  typeof answer === 'function' ? answer(input, material) : answer

/** What a good model would say to a request, as the offline one does. */
export function goodAnswer(name: JobName, input: unknown, material: Material, request: ChatRequest): object {
  const task = tasksOf(generatorOf(name)).find((each) => systemOf(request) === each.instructions)
  if (!task) throw new TypeError(`${name} asks for something else`)
  // Every answer is an object: providers take no other form.
  return task.offline(input, material) as object
}

export const systemOf = ({ messages }: ChatRequest): string =>
  String(messages.find(({ role }) => role === 'system')?.content)
