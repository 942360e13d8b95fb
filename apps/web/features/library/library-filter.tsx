'use client'
import { Input } from '@banyan/ui/input'
import { Select } from '@banyan/ui/select'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { typeLabel } from '../../lib/library/labels.ts'

/** Milliseconds of quiet before the list follows what is typed. */
const QUIET = 250
const TYPES = ['research-report', 'social-media', 'note']

/** Search and type of the library, kept in the address, so that a filtered list can be linked and reloaded. */
export function LibraryFilter({ type, q }: { readonly type?: string | undefined; readonly q?: string | undefined }) {
  const router = useRouter()
  const [text, setText] = useState(q ?? '')
  const [pending, start] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const show = (nextType: string | undefined, nextText: string) => {
    const query = new URLSearchParams()
    if (nextType) query.set('type', nextType)
    if (nextText.trim()) query.set('q', nextText.trim())
    start(() => router.replace(query.size === 0 ? '/saved' : `/saved?${query}`, { scroll: false }))
  }
  const typed = (value: string) => {
    setText(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => show(type, value), QUIET)
  }

  const known = type === undefined || TYPES.includes(type) ? TYPES : [...TYPES, type]
  return (
    <search className="mb-4 flex flex-col gap-2 sm:flex-row" aria-busy={pending}>
      <div className="relative flex-1">
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
        onChange={(event) => show(event.target.value, text)}
        className="sm:w-48"
      >
        <option value="">All types</option>
        {known.map((each) => (
          <option key={each} value={each}>
            {typeLabel(each)}
          </option>
        ))}
      </Select>
    </search>
  )
}
