import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Route } from 'next'

export interface Lesson {
  /** Part of its address, and its name among what is done. */
  readonly key: string
  readonly title: string
  readonly summary: string
  /** To read it. */
  readonly minutes: number
  /** Where one does what it is about. */
  readonly page: Route
  /** Markdown. */
  readonly text: string
}

/** The lessons, in the order in which they help most. */
const ORDER = [
  'getting-started',
  'agent-profile',
  'connected-accounts',
  'brand-audit',
  'competitors',
  'reviews',
  'content-studio',
  'plan-and-library',
] as const

/** All lessons. Read once: they change with the code. */
export const lessons = (): Promise<readonly Lesson[]> => {
  all ??= Promise.all(ORDER.map(read))
  return all
}

let all: Promise<readonly Lesson[]> | undefined

async function read(key: string): Promise<Lesson> {
  // The web runs in its own folder, in development as in production.
  return lessonOf(key, await readFile(join(process.cwd(), 'features/training/lessons', `${key}.md`), 'utf8'))
}

/** A lesson from its file: its facts between lines of dashes, then the text. Throws where a fact is missing. */
export function lessonOf(key: string, file: string): Lesson {
  const [, head = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? []
  const facts = new Map(
    head.split('\n').map((line) => [line.split(':', 1)[0], line.slice(line.indexOf(':') + 1).trim()]),
  )
  const fact = (name: string): string => {
    const value = facts.get(name)
    if (!value) throw new Error(`the lesson ${key} does not say its ${name}`)
    return value
  }
  return {
    key,
    title: fact('title'),
    summary: fact('summary'),
    minutes: Number(fact('minutes')),
    page: fact('page') as Route,
    text: text.trim(),
  }
}
