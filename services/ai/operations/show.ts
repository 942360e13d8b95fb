import { parsePartialJson } from 'ai'
import type { Texts } from 'banyan/durable/contract'

/** The texts in what there is of an answer in JSON, by where they stand: `plan.steps.0.title`. */
export async function textsOf(answer: string): Promise<Texts> {
  const { value } = await parsePartialJson(answer)
  return Object.fromEntries(leaves(value, ''))
}

function leaves(value: unknown, at: string): [name: string, text: string][] {
  if (typeof value === 'string') return value === '' ? [] : [[at, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, at === '' ? key : `${at}.${key}`))
}
