import { List, Row, rowLinkClass } from '@banyan/ui/list'
import { CircleCheck, CircleDashed } from 'lucide-react'
import type { Route } from 'next'
import { Link } from '../../components/link.tsx'
import type { Lesson } from './lessons.ts'

/** The lessons in their order, with what is done. */
export function LessonList({
  lessons,
  done,
}: {
  readonly lessons: readonly Lesson[]
  readonly done: ReadonlySet<string>
}) {
  return (
    <List aria-label="Lessons">
      {lessons.map(({ key, title, summary, minutes }) => {
        const Icon = done.has(key) ? CircleCheck : CircleDashed
        return (
          <Row key={key} className="flex-nowrap!">
            <Icon
              role="img"
              aria-label={done.has(key) ? 'Done' : 'Not done yet'}
              className={done.has(key) ? 'size-5 shrink-0 text-accent' : 'size-5 shrink-0 text-ink-3'}
            />
            <div className="min-w-0 flex-1">
              <Link href={`/training/${key}` as Route} className={rowLinkClass}>
                {title}
              </Link>
              <p className="text-ink-3 text-sm">{summary}</p>
            </div>
            <span className="shrink-0 text-ink-3 text-xs tabular-nums">{minutes} min</span>
          </Row>
        )
      })}
    </List>
  )
}
