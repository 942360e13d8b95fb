'use client'
import { Input } from '@banyan/ui/input'
import { Select } from '@banyan/ui/select'
import { clsx } from 'clsx'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { typeLabel } from '../../lib/library/labels.ts'
import { type Sort, sorts } from './sorts.ts'

/** Milliseconds of quiet before the list follows what is typed. */
const QUIET = 250
const TYPES = [
  'blog-post',
  'market-update',
  'neighborhood-guide',
  'video-script',
  'social-media',
  'listing-description',
  'listing-faqs',
  'agent-bio',
  'research-report',
  'brand-audit',
  'competitor-list',
  'keyword-rankings',
  'review-analysis',
  'marketing-plan',
  'note',
]

export interface LibraryFilterProps {
  readonly type?: string | undefined
  readonly q?: string | undefined
  readonly sort: Sort
  /** Id of a project. */
  readonly project?: string | undefined
  readonly projects: readonly { readonly id: string; readonly name: string }[]
}

/** Search, type, project and order of the library, kept in the address: a filtered list can be linked and reloaded. */
export function LibraryFilter({ type, q, sort, project, projects }: LibraryFilterProps) {
  const router = useRouter()
  const [text, setText] = useState(q ?? '')
  const [pending, start] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const show = (change: Readonly<Record<string, string>>) => {
    clearTimeout(timer.current)
    const query = new URLSearchParams()
    const all = { type, q: text.trim(), project, sort: sort === 'newest' ? '' : sort, ...change }
    for (const [name, value] of Object.entries(all)) if (value) query.set(name, value)
    start(() => router.replace(query.size === 0 ? '/saved' : `/saved?${query}`, { scroll: false }))
  }
  const typed = (value: string) => {
    setText(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => show({ q: value.trim() }), QUIET)
  }

  const known = type === undefined || TYPES.includes(type) ? TYPES : [...TYPES, type]
  return (
    <search className="mb-4 grid grid-cols-2 gap-2 lg:flex" aria-busy={pending}>
      <div className="relative col-span-2 flex-1">
        <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-3" />
        <Input
          type="search"
          aria-label="Search the library"
          placeholder="Search titles and texts"
          maxLength={200}
          value={text}
          onChange={(event) => typed(event.target.value)}
          className="pl-9"
        />
      </div>
      <Select
        aria-label="Type"
        value={type ?? ''}
        onChange={(event) => show({ type: event.target.value })}
        className="lg:w-44"
      >
        <option value="">All types</option>
        {known.map((each) => (
          <option key={each} value={each}>
            {typeLabel(each)}
          </option>
        ))}
      </Select>
      {projects.length > 0 && (
        <Select
          aria-label="Project"
          value={project ?? ''}
          onChange={(event) => show({ project: event.target.value })}
          className="lg:w-44"
        >
          <option value="">All projects</option>
          {projects.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Select
        aria-label="Order"
        value={sort}
        onChange={(event) => show({ sort: event.target.value === 'newest' ? '' : event.target.value })}
        className={clsx('lg:w-40', projects.length > 0 && 'max-lg:col-span-2')}
      >
        {Object.entries(sorts).map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </Select>
    </search>
  )
}
