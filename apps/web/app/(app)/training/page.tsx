import { buttonClass } from '@banyan/ui/button'
import { Card, CardBody } from '@banyan/ui/card'
import { Notice } from '@banyan/ui/notice'
import { Progress } from '@banyan/ui/progress'
import { plainText } from 'banyan/text'
import type { Metadata, Route } from 'next'
import { Link } from '../../../components/link.tsx'
import { Reload } from '../../../components/reload.tsx'
import { LessonList } from '../../../features/training/lesson-list.tsx'
import { LessonSearch } from '../../../features/training/lesson-search.tsx'
import { lessons } from '../../../features/training/lessons.ts'
import { courseOf } from '../../../features/training/progress.ts'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { TrainingHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Training' }

export default async function TrainingPage() {
  const [all, marks] = await Promise.all([lessons(), load(api.content.training({}), '/training')])
  const { done, percent, next } = courseOf(all, marks.ok ? marks.value.lessons : [])
  return (
    <>
      <TrainingHeading />
      <div className="grid grid-cols-1 gap-5">
        {marks.ok ? (
          <Card>
            <CardBody className="flex flex-wrap items-center gap-x-6 gap-y-3">
              <div className="min-w-48 flex-1">
                <p className="mb-2 text-sm tabular-nums">
                  {done.size} of {all.length} lessons done
                </p>
                <Progress value={percent} label="Lessons that are done" />
              </div>
              {next ? (
                <Link
                  href={`/training/${next.key}` as Route}
                  className={`${buttonClass({ variant: 'primary' })} max-w-full`}
                >
                  <span className="truncate">
                    {done.size === 0 ? 'Begin' : 'Next'}: {next.title}
                  </span>
                </Link>
              ) : (
                <p className="font-medium text-sm">All done. Come back when a tool puzzles you.</p>
              )}
            </CardBody>
          </Card>
        ) : (
          <Notice tone="warn" title="Your progress cannot be read right now" actions={<Reload />}>
            The lessons are here all the same.
          </Notice>
        )}
        <Card>
          <LessonSearch lessons={all.map(({ key, title, text }) => ({ key, title, plain: plainText(text) }))}>
            <LessonList lessons={all} done={done} />
          </LessonSearch>
        </Card>
      </div>
    </>
  )
}
