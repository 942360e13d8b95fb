import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface StackedColumn {
  readonly key: string
  readonly label: ReactNode
  /** Numbers stand at the end, under each other. */
  readonly end?: boolean
  /** Nothing is written above it: buttons of a row. */
  readonly bare?: boolean
}

export interface StackedRow {
  readonly key: string
  /** As many as there are columns; the first one names the row. One that is null is a dash, and left out on a phone. */
  readonly cells: readonly ReactNode[]
  readonly className?: string | undefined
}

export interface StackedTableProps {
  /** What the table is about, for assistive technology. */
  readonly label: string
  readonly columns: readonly StackedColumn[]
  readonly rows: readonly StackedRow[]
}

/**
 * A table that, on a phone, is a stack: each row a block of its own, its cells with their columns' names. The roles are
 * written out, since browsers forget those of a table that is laid out otherwise.
 */
export function StackedTable({ label, columns, rows }: StackedTableProps) {
  return (
    <table {...AS.table} aria-label={label} className="w-full text-left text-sm max-md:block">
      <thead {...AS.rowgroup} className="border-line border-b text-ink-3 text-xs max-md:sr-only">
        <tr {...AS.row}>
          {columns.map(({ key, label, end, bare }) => (
            <th
              key={key}
              {...AS.columnheader}
              scope="col"
              className={clsx('px-3 py-2 font-medium first:pl-5 last:pr-5', end && 'text-right')}
            >
              {bare ? <span className="sr-only">{label}</span> : label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...AS.rowgroup} className="divide-y divide-line max-md:block">
        {rows.map((row) => (
          <tr
            key={row.key}
            {...AS.row}
            className={clsx(
              'align-top max-md:grid max-md:grid-cols-1 max-md:gap-1 max-md:px-5 max-md:py-3',
              row.className,
            )}
          >
            {columns.map(({ key, label, end, bare }, at) =>
              at === 0 ? (
                <th key={key} {...AS.rowheader} scope="row" className="py-3 pr-3 font-medium max-md:p-0 md:pl-5">
                  {row.cells[at]}
                </th>
              ) : (
                <td
                  key={key}
                  {...AS.cell}
                  className={clsx(
                    'min-w-0 px-3 py-3 [overflow-wrap:anywhere] max-md:flex max-md:gap-3 max-md:p-0 md:last:pr-5',
                    end && 'tabular-nums md:text-right',
                    row.cells[at] === null && 'max-md:hidden',
                  )}
                >
                  {!bare && (
                    <span aria-hidden className="w-24 shrink-0 text-ink-3 text-xs leading-normal md:hidden">
                      {label}
                    </span>
                  )}
                  <div className="min-w-0 max-md:flex-1">{row.cells[at] ?? <span className="text-ink-3">–</span>}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const AS = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const
