import type { Training } from '@banyan/content/contract'

/** How far somebody is. */
export interface Course<L> {
  readonly done: ReadonlySet<string>
  readonly percent: number
  /** The first lesson that is not done; undefined where all are. */
  readonly next: L | undefined
}

/** Only lessons that there are count: one may have been done that was taken out since. */
export function courseOf<L extends { readonly key: string }>(
  lessons: readonly L[],
  marks: readonly Pick<Training, 'lesson' | 'done'>[],
): Course<L> {
  const marked = new Set(marks.filter(({ done }) => done).map(({ lesson }) => lesson))
  const done = new Set(lessons.map(({ key }) => key).filter((key) => marked.has(key)))
  return {
    done,
    percent: lessons.length === 0 ? 0 : (done.size / lessons.length) * 100,
    next: lessons.find(({ key }) => !done.has(key)),
  }
}
