'use client'
import { Button } from '@banyan/ui/button'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Row, RowsSpec } from '../../lib/content/specs.ts'
import { Cell } from './cell.tsx'
import { clock, timings } from './timing.ts'

export interface RowsEditingProps {
  readonly spec: RowsSpec
  readonly rows: readonly Row[]
  readonly onRows: (rows: readonly Row[]) => void
  readonly top: number
}

/** Parts of one form below each other: sections, scenes, questions. They are changed, moved, added and removed. */
export function RowsEditing({ spec, rows, onRows, top }: RowsEditingProps) {
  const { starts, total } = timings(rows)
  const change = (at: number, name: string, value: string | number) =>
    onRows(rows.map((row, index) => (index === at ? { ...row, [name]: value } : row)))
  const swap = (at: number, to: number) => onRows(rows.with(at, rows[to] ?? {}).with(to, rows[at] ?? {}))
  const add = () =>
    onRows([...rows, Object.fromEntries(spec.columns.map(({ name, look }) => [name, look === 'number' ? 8 : '']))])
  const scenes = spec.look === 'scenes'
  return (
    <div className="grid grid-cols-1 gap-3">
      {scenes && rows.length > 0 && (
        <p className="text-ink-3 text-sm">
          {rows.length} {rows.length === 1 ? 'scene' : 'scenes'}, {clock(total)} in all
        </p>
      )}
      <ol className="grid grid-cols-1 gap-3">
        {rows.map((row, at) => (
          <li key={String(at)} className="grid grid-cols-1 gap-1 rounded-md border border-line px-4 py-3">
            <div className="flex items-center gap-0.5">
              <p className="mr-auto text-ink-3 text-xs tabular-nums">
                {name(spec)} {at + 1}
                {scenes && ` · ${clock(starts[at] ?? 0)}–${clock((starts[at] ?? 0) + (Number(row.seconds) || 0))}`}
              </p>
              <Tool label={`Move ${spec.row} ${at + 1} up`} disabled={at === 0} onClick={() => swap(at, at - 1)}>
                <ArrowUp aria-hidden className="size-4" />
              </Tool>
              <Tool
                label={`Move ${spec.row} ${at + 1} down`}
                disabled={at === rows.length - 1}
                onClick={() => swap(at, at + 1)}
              >
                <ArrowDown aria-hidden className="size-4" />
              </Tool>
              <Tool label={`Remove ${spec.row} ${at + 1}`} onClick={() => onRows(rows.toSpliced(at, 1))}>
                <Trash2 aria-hidden className="size-4" />
              </Tool>
            </div>
            <div className="grid grid-cols-1 gap-1">
              {spec.columns.map((column, index) => (
                <Cell
                  key={column.name}
                  column={column}
                  label={`${column.label} of ${spec.row} ${at + 1}`}
                  value={row[column.name] ?? ''}
                  strong={index === 0 && spec.look !== 'scenes'}
                  onValue={(value) => change(at, column.name, value)}
                  top={top}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
      <Button size="sm" variant="ghost" className="justify-self-start" onClick={add}>
        <Plus aria-hidden className="size-4" />
        Add a {spec.row}
      </Button>
    </div>
  )
}

const name = ({ row }: RowsSpec) => row.charAt(0).toUpperCase() + row.slice(1)

interface ToolProps {
  readonly label: string
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Tool({ label, children, ...rest }: ToolProps) {
  return (
    <Button icon size="sm" variant="ghost" aria-label={label} {...rest}>
      {children}
    </Button>
  )
}
