import type { Article } from '@banyan/search/contract'
import { Badge } from '@banyan/ui/badge'
import { Markdown } from '../../components/markdown.tsx'
import { Time } from '../../components/time.tsx'

/** An article of the library, to be read. */
export function ArticleView({ article }: { readonly article: Article }) {
  return (
    <article className="mx-auto max-w-3xl px-4 py-12 sm:px-6">
      <p className="text-ink-3 text-sm">
        {article.source} · <Time at={article.publishedDate} look="date" />
      </p>
      <h1 className="mt-2 text-3xl [overflow-wrap:anywhere]">{article.title}</h1>
      {article.topics.length > 0 && (
        <ul aria-label="Topics" className="mt-4 flex flex-wrap gap-1.5">
          {article.topics.map((topic) => (
            <li key={topic}>
              <Badge tone="accent">{topic}</Badge>
            </li>
          ))}
        </ul>
      )}
      <div className="prose mt-8 text-lg">
        <Markdown text={withoutTitle(article)} />
      </div>
    </article>
  )
}

/** The title stands above already; bodies often repeat it as their first line. */
function withoutTitle({ title, body }: Article): string {
  const [first = '', ...rest] = body.trimStart().split('\n')
  return first.replace(/^#\s+/, '').trim() === title.trim() ? rest.join('\n') : body
}
