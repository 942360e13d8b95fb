import { Input } from '@banyan/ui/input'
import { clsx } from 'clsx'
import { useId } from 'react'
import type { Column } from '../../lib/content/specs.ts'
import { TextEditing } from './text-editing.tsx'

export interface CellProps {
  readonly column: Column
  readonly label: string
  readonly value: string | number
  /** It names its row. */
  readonly strong: boolean
  readonly onValue: (value: string | number) => void
  readonly top: number
}

/** One value of a row. */
export function Cell({ column: { look, label: short }, label, value, strong, onValue, top }: CellProps) {
  const id = useId()
  if (look === 'number')
    return (
      <div className="flex items-center gap-2 text-ink-3 text-sm">
        <Input
          id={id}
          type="number"
          aria-label={label}
          min={1}
          max={600}
          value={value}
          onChange={(event) => onValue(Math.max(1, Math.trunc(Number(event.target.value)) || 1))}
          className="h-8! w-20!"
        />
        <label htmlFor={id}>{short.toLowerCase()}</label>
      </div>
    )
  return (
    <TextEditing
      look={look}
      label={label}
      placeholder={short}
      value={String(value)}
      onValue={onValue}
      top={top}
      className={clsx(strong && 'font-semibold', short === 'Picture' && 'text-ink-2 text-sm italic')}
    />
  )
}
