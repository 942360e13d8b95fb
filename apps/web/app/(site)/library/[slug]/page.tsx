import { buttonClass } from '@banyan/ui/button'
import { EmptyState } from '@banyan/ui/empty-state'
import { BookX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Failed } from '../../../../components/failed.tsx'
import { ArticleView } from '../../../../features/site/article-view.tsx'
import { loadArticle } from '../../../../features/site/load-article.ts'

export async function generateMetadata({ params }: PageProps<'/library/[slug]'>): Promise<Metadata> {
  const article = await loadArticle((await params).slug)
  return { title: article.ok ? article.value.title : 'Library' }
}

export default async function ArticlePage({ params }: PageProps<'/library/[slug]'>) {
  const article = await loadArticle((await params).slug)
  if (article.ok) return <ArticleView article={article.value} />
  if (article.failure.code !== 'noSuchArticle') return <Failed level={1} failure={article.failure} />
  return (
    <EmptyState
      icon={BookX}
      level={1}
      title="There is no such article"
      actions={
        <Link href="/" className={buttonClass()}>
          Go to the start page
        </Link>
      }
    >
      If it is a document of your own, sign in to read it: nobody else can.
    </EmptyState>
  )
}
