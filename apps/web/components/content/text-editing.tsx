'use client'
import { Button } from '@banyan/ui/button'
import { Textarea } from '@banyan/ui/textarea'
import { clsx } from 'clsx'
import { Eye, PenLine } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { TextSpec } from '../../lib/content/specs.ts'
import { Markdown } from '../markdown.tsx'
import { inPlaceClass } from './in-place.ts'

export interface TextEditingProps {
  readonly look: TextSpec['look']
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly className?: string
  /** What stands where nothing is written yet. Default the label. */
  readonly placeholder?: string
  /** Over its limit. */
  readonly invalid?: boolean
  /** The level of its headings on the page, for Markdown. */
  readonly top?: number
}

/** A text that is changed where it stands. Markdown shows as it reads until somebody wants to write. */
export function TextEditing(props: TextEditingProps) {
  if (props.look === 'markdown') return <MarkdownEditing {...props} />
  return <PlainEditing {...props} />
}

function PlainEditing({ look, label, value, onValue, className, placeholder = label, invalid }: TextEditingProps) {
  const stay = (event: KeyboardEvent) => {
    if (look === 'line' && event.key === 'Enter') event.preventDefault()
  }
  return (
    <textarea
      aria-label={label}
      aria-invalid={invalid || undefined}
      value={value}
      rows={1}
      placeholder={placeholder}
      onKeyDown={stay}
      onChange={(event) =>
        onValue(look === 'line' ? event.target.value.replaceAll(/\s*\n\s*/g, ' ') : event.target.value)
      }
      className={clsx(inPlaceClass, className)}
    />
  )
}

function MarkdownEditing({ label, value, onValue, top = 2 }: TextEditingProps) {
  const [writing, setWriting] = useState(value.trim() === '')
  const Icon = writing ? Eye : PenLine
  return (
    <div className="grid grid-cols-1 gap-2">
      <Button
        size="sm"
        variant="ghost"
        className="-ml-2.5 justify-self-start"
        aria-label={writing ? `Show how it reads: ${label}` : `Change the text: ${label}`}
        onClick={() => setWriting(!writing)}
      >
        <Icon aria-hidden className="size-4" />
        {writing ? 'Show how it reads' : 'Change the text'}
      </Button>
      {writing ? (
        <Textarea
          aria-label={label}
          value={value}
          rows={10}
          className="min-h-48"
          placeholder="Markdown: ## heading, - list, **bold**, [link](https://...)"
          onChange={(event) => onValue(event.target.value)}
        />
      ) : (
        <div className="prose">
          <Markdown text={value} top={top} />
        </div>
      )}
    </div>
  )
}
