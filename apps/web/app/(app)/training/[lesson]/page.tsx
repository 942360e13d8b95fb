import { buttonClass } from '@banyan/ui/button'
import { Card } from '@banyan/ui/card'
import { PageHeader } from '@banyan/ui/page-header'
import { ArrowRight } from 'lucide-react'
import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { Link } from '../../../../components/link.tsx'
import { Markdown } from '../../../../components/markdown.tsx'
import { DoneButton } from '../../../../features/training/done-button.tsx'
import { lessons } from '../../../../features/training/lessons.ts'
import { courseOf } from '../../../../features/training/progress.ts'
import { api } from '../../../../lib/api.ts'
import { load } from '../../../../lib/session/guard.ts'

export async function generateMetadata({ params }: PageProps<'/training/[lesson]'>): Promise<Metadata> {
  const { lesson: key } = await params
  return { title: (await lessons()).find((lesson) => lesson.key === key)?.title ?? 'Training' }
}

export default async function LessonPage({ params }: PageProps<'/training/[lesson]'>) {
  const { lesson: key } = await params
  const [all, marks] = await Promise.all([
    lessons(),
    load(api.content.training({}), `/training/${encodeURIComponent(key)}`),
  ])
  const at = all.findIndex((lesson) => lesson.key === key)
  const lesson = all[at]
  if (!lesson) notFound()
  const { done } = courseOf(all, marks.ok ? marks.value.lessons : [])
  const next = all[at + 1]
  return (
    <>
      <PageHeader
        over={
          <Link href="/training" className="hover:text-ink hover:underline">
            Training
          </Link>
        }
        title={lesson.title}
        lead={lesson.summary}
        actions={
          <Link href={lesson.page} className={buttonClass()}>
            Open the page
          </Link>
        }
      />
      <div className="grid max-w-3xl grid-cols-1 gap-5">
        <Card className="px-6 py-6 sm:px-8">
          <article className="prose">
            <Markdown text={lesson.text} />
          </article>
        </Card>
        <div className="flex flex-wrap items-center justify-between gap-3">
          {marks.ok ? (
            <DoneButton lesson={lesson.key} done={done.has(lesson.key)} />
          ) : (
            <p className="text-ink-3 text-sm">Your progress cannot be read right now.</p>
          )}
          {next && (
            <Link href={`/training/${next.key}` as Route} className={`${buttonClass({ variant: 'ghost' })} max-w-full`}>
              <span className="truncate">Next: {next.title}</span>
              <ArrowRight aria-hidden className="size-4 shrink-0" />
            </Link>
          )}
        </div>
      </div>
    </>
  )
}
