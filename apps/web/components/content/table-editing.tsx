'use client'
import { Button } from '@banyan/ui/button'
import { Plus, Trash2 } from 'lucide-react'
import type { RowsEditingProps } from './rows-editing.tsx'
import { TextEditing } from './text-editing.tsx'

/** Figures in a table whose cells are changed where they stand. */
export function TableEditing({ spec, rows, onRows }: RowsEditingProps) {
  const change = (at: number, name: string, value: string) =>
    onRows(rows.map((row, index) => (index === at ? { ...row, [name]: value } : row)))
  const add = () => onRows([...rows, Object.fromEntries(spec.columns.map(({ name }) => [name, '']))])
  return (
    <div className="grid grid-cols-1 gap-2">
      {rows.length > 0 && (
        <div className="overflow-x-auto">
          <table className="w-full min-w-md table-fixed text-left text-sm">
            <thead className="border-line border-b text-ink-3 text-xs">
              <tr>
                {spec.columns.map(({ name, label }) => (
                  <th key={name} scope="col" className="py-2 pr-4 font-medium">
                    {label}
                  </th>
                ))}
                <th scope="col" className="w-10">
                  <span className="sr-only">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line tabular-nums">
              {rows.map((row, at) => (
                <tr key={String(at)}>
                  {spec.columns.map(({ name, label, look }, index) => (
                    <td key={name} className="py-1.5 pr-4 pl-1.5">
                      <TextEditing
                        look={look === 'number' ? 'line' : look}
                        label={`${label} of ${spec.row} ${at + 1}`}
                        placeholder={label}
                        value={String(row[name] ?? '')}
                        onValue={(value) => change(at, name, value)}
                        {...(index === 0 && { className: 'font-medium' })}
                      />
                    </td>
                  ))}
                  <td>
                    <Button
                      icon
                      size="sm"
                      variant="ghost"
                      aria-label={`Remove ${spec.row} ${at + 1}`}
                      onClick={() => onRows(rows.toSpliced(at, 1))}
                    >
                      <Trash2 aria-hidden className="size-4" />
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Button size="sm" variant="ghost" className="justify-self-start" onClick={add}>
        <Plus aria-hidden className="size-4" />
        Add a {spec.row}
      </Button>
    </div>
  )
}
