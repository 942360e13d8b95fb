'use client'
import { Button } from '@banyan/ui/button'
import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { inPlaceClass } from './in-place.ts'

export interface ItemsEditingProps {
  readonly look: 'bullets' | 'tags'
  /** Of the whole, in the plural: `Key points`. */
  readonly label: string
  readonly items: readonly string[]
  readonly onItems: (items: readonly string[]) => void
}

/** Short texts of one kind: points below each other, or tags beside each other. Enter begins another one. */
export function ItemsEditing({ look, label, items, onItems }: ItemsEditingProps) {
  const list = useRef<HTMLUListElement>(null)
  const change = (at: number, text: string) => onItems(items.map((item, index) => (index === at ? text : item)))
  const remove = (at: number) => {
    onItems(items.filter((_, index) => index !== at))
    focus(list.current, Math.max(0, at - 1))
  }
  const add = (after: number) => {
    onItems(items.toSpliced(after + 1, 0, ''))
    focus(list.current, after + 1)
  }
  const tags = look === 'tags'
  return (
    <div className="grid grid-cols-1 gap-1">
      <ul ref={list} className={tags ? 'flex flex-wrap gap-1.5' : 'grid grid-cols-1'}>
        {items.map((item, at) => (
          <li
            key={String(at)}
            className={
              tags
                ? 'flex items-center rounded-full bg-hover pl-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-focus'
                : 'flex items-start gap-2.5'
            }
          >
            {!tags && <span aria-hidden className="mt-2.75 size-1.5 shrink-0 rounded-full bg-accent" />}
            <textarea
              aria-label={`${label} ${at + 1}`}
              value={item}
              rows={1}
              onChange={(event) => change(at, event.target.value.replaceAll('\n', ' '))}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault()
                  add(at)
                }
                if (event.key === 'Backspace' && item === '') {
                  event.preventDefault()
                  remove(at)
                }
              }}
              className={
                tags
                  ? 'field-sizing-content min-w-8 resize-none bg-transparent py-0.5 outline-none'
                  : `${inPlaceClass} min-w-0 flex-1`
              }
            />
            <Button
              icon
              size="sm"
              variant="ghost"
              className={tags ? 'size-7! rounded-full!' : undefined}
              aria-label={`Remove ${label.toLowerCase()} ${at + 1}`}
              onClick={() => remove(at)}
            >
              <X aria-hidden className="size-3.5" />
            </Button>
          </li>
        ))}
      </ul>
      <Button size="sm" variant="ghost" className="justify-self-start" onClick={() => add(items.length - 1)}>
        <Plus aria-hidden className="size-4" />
        Add to {label.toLowerCase()}
      </Button>
    </div>
  )
}

/** The field of an item, once React has drawn it. */
function focus(list: HTMLElement | null, at: number): void {
  requestAnimationFrame(() => list?.querySelectorAll('textarea')[at]?.focus())
}
