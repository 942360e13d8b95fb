import { PageHeader } from '@banyan/ui/page-header'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ContentEditor } from '../../../../../components/content/content-editor.tsx'
import { Link } from '../../../../../components/link.tsx'
import { emptyFields } from '../../../../../lib/content/specs.ts'
import { typeLabel } from '../../../../../lib/library/labels.ts'
import { studioKind } from '../../../../../lib/studio/kinds.ts'
import { studioRoute, writeRoute } from '../../../../../lib/studio/routes.ts'

export const metadata: Metadata = { title: 'Write it yourself' }

export default async function WritePage({ params, searchParams }: PageProps<'/studio/[kind]/write'>) {
  const [{ kind: key }, given] = await Promise.all([params, searchParams])
  const kind = studioKind(key)
  const made = kind?.makes.find(({ type }) => type === given.type) ?? kind?.makes[0]
  if (!kind || !made) notFound()
  const others = kind.makes.filter(({ type }) => type !== made.type)
  return (
    <>
      <PageHeader
        over={
          <Link href={studioRoute(kind)} className="hover:text-ink hover:underline">
            {kind.title}
          </Link>
        }
        title={`New ${typeLabel(made.type).toLowerCase()}`}
        lead="Written by you, without a model. Give it a title, and it is kept in your library as you write."
        actions={others.map(({ type }) => (
          <Link key={type} href={writeRoute(kind, type)} className="text-accent text-sm underline underline-offset-3">
            {typeLabel(type)} instead
          </Link>
        ))}
      />
      <div className="max-w-4xl">
        <ContentEditor
          key={made.type}
          held={undefined}
          title=""
          content={{ type: made.type, fields: emptyFields(made.type), origin: {} }}
        />
      </div>
    </>
  )
}
