import { count, dollars } from '../../lib/numbers.ts'
import type { Bar } from '../../lib/usage.ts'

/** A bar a day: what it cost, or where nothing cost anything, the calls. The same as a table for who does not see bars. */
export function ByDay({ bars }: { readonly bars: readonly Bar[] }) {
  const paid = bars.some(({ cost }) => cost > 0)
  const of = ({ cost, calls }: Bar) => (paid ? cost : calls)
  const most = Math.max(...bars.map(of), 0)
  const text = (value: number) => (paid ? dollars(value) : `${count(value)} ${value === 1 ? 'call' : 'calls'}`)
  return (
    <figure>
      <figcaption className="mb-3 flex justify-between text-ink-3 text-xs">
        <span>{paid ? 'Cost a day' : 'Calls a day'}</span>
        <span>most: {text(most)}</span>
      </figcaption>
      <div aria-hidden className="flex h-36 items-end gap-px border-line border-b sm:gap-0.5">
        {bars.map((bar) => (
          <div
            key={bar.day}
            title={`${bar.day}: ${text(of(bar))}`}
            className="group flex h-full flex-1 items-end rounded-t-sm hover:bg-hover"
          >
            <div
              className="w-full rounded-t-sm bg-chart-1"
              style={{ height: most === 0 ? 0 : `${Math.max(of(bar) > 0 ? 2 : 0, (of(bar) / most) * 100)}%` }}
            />
          </div>
        ))}
      </div>
      <div aria-hidden className="mt-1.5 flex justify-between text-ink-3 text-xs tabular-nums">
        <span>{bars[0]?.day}</span>
        <span>{bars.at(-1)?.day}</span>
      </div>
      <table className="sr-only">
        <caption>{paid ? 'Cost a day' : 'Calls a day'}</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Calls</th>
            <th scope="col">Failed</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {bars
            .filter(({ calls }) => calls > 0)
            .map((bar) => (
              <tr key={bar.day}>
                <th scope="row">{bar.day}</th>
                <td>{count(bar.calls)}</td>
                <td>{count(bar.failed)}</td>
                <td>{count(bar.tokens)}</td>
                <td>{dollars(bar.cost)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  )
}
