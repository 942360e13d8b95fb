import { Badge } from '@banyan/ui/badge'
import { Fragment, type ReactNode } from 'react'
import {
  type FieldSpec,
  type Fields,
  isItems,
  isText,
  itemsIn,
  type Row,
  type RowsSpec,
  rowsIn,
  textIn,
} from '../../lib/content/specs.ts'
import { Markdown } from '../markdown.tsx'
import { clock, timings } from './timing.ts'

export interface FieldViewProps {
  readonly spec: FieldSpec
  readonly fields: Fields
  /** The level of its headings on the page. */
  readonly top: number
}

/** One field, to be read. */
export function FieldView({ spec, fields, top }: FieldViewProps) {
  if (isText(spec)) {
    const text = textIn(fields, spec.name)
    if (text.trim() === '') return <Nothing />
    if (spec.look === 'markdown')
      return (
        <div className="prose">
          <Markdown text={text} top={top} />
        </div>
      )
    return <p className="whitespace-pre-line [overflow-wrap:anywhere]">{text}</p>
  }
  if (isItems(spec)) {
    const items = itemsIn(fields, spec.name)
    if (items.length === 0) return <Nothing />
    return spec.look === 'tags' ? <Tags tags={items} /> : <Bullets items={items} />
  }
  const rows = rowsIn(fields, spec.name)
  if (rows.length === 0) return <Nothing />
  switch (spec.look) {
    case 'table':
      return <Table spec={spec} rows={rows} />
    case 'sections':
      return <Sections rows={rows} top={top} />
    case 'scenes':
      return <Scenes rows={rows} />
    default:
      return <Questions rows={rows} />
  }
}

const Nothing = () => <p className="text-ink-3 text-sm">Nothing is written here.</p>

const Tags = ({ tags }: { readonly tags: readonly string[] }) => (
  <ul className="flex flex-wrap gap-1.5">
    {each(tags, (tag) => (
      <Badge>{tag}</Badge>
    ))}
  </ul>
)

const Bullets = ({ items }: { readonly items: readonly string[] }) => (
  <ul className="grid grid-cols-1 list-disc gap-1.5 pl-5 marker:text-accent">{each(items, (item) => item)}</ul>
)

function Table({ spec, rows }: { readonly spec: RowsSpec; readonly rows: readonly Row[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className="overflow-x-auto" tabIndex={0} aria-label={spec.label}>
      <table className="w-full text-left text-sm">
        <thead className="border-line border-b text-ink-3 text-xs">
          <tr>
            {spec.columns.map(({ name, label }) => (
              <th key={name} scope="col" className="py-2 pr-4 font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line tabular-nums">
          {rows.map((row, at) => (
            <tr key={String(at)}>
              {spec.columns.map(({ name }) => (
                <td key={name} className="py-2 pr-4 first:font-medium">
                  {row[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Sections({ rows, top }: { readonly rows: readonly Row[]; readonly top: number }) {
  const Heading = `h${Math.min(6, top)}` as 'h2'
  return (
    <div className="prose">
      {rows.map(({ heading, content }, at) => (
        <Fragment key={String(at)}>
          <Heading>{heading}</Heading>
          <Markdown text={String(content)} top={top + 1} />
        </Fragment>
      ))}
    </div>
  )
}

function Scenes({ rows }: { readonly rows: readonly Row[] }) {
  const { starts } = timings(rows)
  return (
    <ol className="grid grid-cols-1 gap-3">
      {rows.map(({ visual, narration, seconds }, at) => (
        <li
          key={String(at)}
          className="grid gap-x-4 gap-y-1 rounded-md border border-line px-4 py-3 sm:grid-cols-[6rem_minmax(0,1fr)]"
        >
          <p className="text-ink-3 text-sm tabular-nums">
            <span className="block font-medium text-ink">Scene {at + 1}</span>
            {Number(seconds) > 0 && `${clock(starts[at] ?? 0)}–${clock((starts[at] ?? 0) + Number(seconds))}`}
          </p>
          <div>
            <p className="text-ink-2 text-sm italic">{visual}</p>
            <p className="mt-1">{narration}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}

const Questions = ({ rows }: { readonly rows: readonly Row[] }) => (
  <dl className="grid grid-cols-1 gap-4">
    {rows.map(({ q, a }, at) => (
      <div key={String(at)}>
        <dt className="font-semibold">{q}</dt>
        <dd className="mt-0.5 whitespace-pre-line text-ink-2">{a}</dd>
      </div>
    ))}
  </dl>
)

/** Items of a text have no identity but their place. */
const each = (items: readonly string[], show: (item: string) => ReactNode) =>
  items.map((item, at) => <li key={String(at)}>{show(item)}</li>)
