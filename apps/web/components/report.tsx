import type { ResearchReport } from '@banyan/ai/contract'
import { Card } from '@banyan/ui/card'
import { DegradedNote } from './degraded-note.tsx'
import { SourceLink } from './source-link.tsx'

/** A research report: what was found, in short, point by point, and where it comes from. */
export function Report({ report }: { readonly report: ResearchReport }) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <DegradedNote degraded={report.degraded} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card className="px-6 py-6 sm:px-8">
          <article className="prose" aria-label="Report">
            <h2 className="mt-0!">Summary</h2>
            {paragraphs(report.summary).map((text) => (
              <p key={text}>{text}</p>
            ))}
            <h2>Key findings</h2>
            {report.keyFindings.length === 0 ? (
              <p>None were found.</p>
            ) : (
              <ol>
                {report.keyFindings.map((finding) => (
                  <Finding key={finding} text={finding} sources={report.sources.length} />
                ))}
              </ol>
            )}
          </article>
        </Card>
        <Card>
          <h2 className="border-line border-b px-5 py-3.5 text-base">
            Sources <span className="font-normal text-ink-3">{report.sources.length}</span>
          </h2>
          {report.sources.length === 0 ? (
            <p className="px-5 py-4 text-ink-3 text-sm">This report has no sources.</p>
          ) : (
            <ol className="divide-y divide-line">
              {report.sources.map((source, at) => (
                <li
                  key={source.url}
                  id={`source-${at + 1}`}
                  className="scroll-mt-20 px-5 py-3.5 text-sm target:bg-accent-soft/60"
                >
                  <SourceLink url={source.url} title={source.title} />
                  <p className="mt-1 line-clamp-3 text-ink-2 leading-snug">{source.snippet}</p>
                </li>
              ))}
            </ol>
          )}
        </Card>
      </div>
    </div>
  )
}

const paragraphs = (text: string) => text.split(/\n{2,}/).filter((part) => part.trim() !== '')

/** A finding ends with the number of its source, which leads there. */
function Finding({ text, sources }: { readonly text: string; readonly sources: number }) {
  const cited = /^(.*\S)\s*\[(\d{1,2})\]$/s.exec(text)
  const number = Number(cited?.[2])
  if (!cited || number < 1 || number > sources) return <li>{text}</li>
  return (
    <li>
      {cited[1]}{' '}
      <a href={`#source-${number}`} aria-label={`Source ${number}`} className="text-sm">
        [{number}]
      </a>
    </li>
  )
}
