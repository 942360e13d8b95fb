'use client'
import { Input } from '@banyan/ui/input'
import { List, Row, rowLinkClass } from '@banyan/ui/list'
import { Search } from 'lucide-react'
import type { Route } from 'next'
import { type ReactNode, useState } from 'react'
import { Link } from '../../components/link.tsx'
import { find, type Searchable } from './find.ts'

export interface LessonSearchProps {
  readonly lessons: readonly Searchable[]
  /** What stands there while nothing is searched for. */
  readonly children: ReactNode
}

/** Searches in what the lessons say. */
export function LessonSearch({ lessons, children }: LessonSearchProps) {
  const [query, setQuery] = useState('')
  const found = find(lessons, query)
  const searching = query.trim() !== ''
  return (
    <>
      <search className="relative block border-line border-b px-5 py-3.5">
        <Search aria-hidden className="pointer-events-none absolute top-6 left-8 size-4 text-ink-3" />
        <Input
          type="search"
          aria-label="Search the lessons"
          placeholder="Search the lessons: how do I ..."
          maxLength={100}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="pl-9"
        />
        <p role="status" className="sr-only">
          {searching && `${found.length} found`}
        </p>
      </search>
      {!searching ? (
        children
      ) : found.length === 0 ? (
        <p className="px-5 py-6 text-ink-3 text-sm">No lesson speaks of that. Try another word.</p>
      ) : (
        <List aria-label="Found">
          {found.map(({ key, title, excerpt: [before, words, after] }) => (
            <Row key={key}>
              <div className="min-w-0 flex-1">
                <Link href={`/training/${key}` as Route} className={rowLinkClass}>
                  {title}
                </Link>
                <p className="text-ink-3 text-sm">
                  {before}
                  <mark className="rounded-sm bg-accent-soft px-0.5 text-accent-soft-ink">{words}</mark>
                  {after}
                </p>
              </div>
            </Row>
          ))}
        </List>
      )}
    </>
  )
}
