import { Activity, Blocks, CloudOff, Eye, type LucideIcon, RotateCcw } from 'lucide-react'

const PROMISES: readonly { readonly icon: LucideIcon; readonly title: string; readonly text: string }[] = [
  {
    icon: RotateCcw,
    title: 'Nothing accepted is lost',
    text: 'Work that was answered with 202 ends as done, failed with a reason, or cancelled. Through crashes, duplicates and timeouts, with exactly one event at its end.',
  },
  {
    icon: Blocks,
    title: 'The same code everywhere',
    text: 'A service does not know where it or its neighbours run. In one process a call costs about a microsecond; over HTTP it behaves the same.',
  },
  {
    icon: CloudOff,
    title: 'No key, no Docker, no database to install',
    text: 'Postgres comes along, and without a model provider a built-in model answers. What it wrote says so, everywhere it is shown.',
  },
  {
    icon: Activity,
    title: 'A failing part stays a part',
    text: 'When a model or the search does not answer, the rest works on, and you read plainly what is missing or old.',
  },
  {
    icon: Eye,
    title: 'You can see it',
    text: 'Each job tells its steps live. Each error has an id that is in the log, and each call a trace.',
  },
]

export function Promises() {
  return (
    <section className="mx-auto max-w-6xl px-4 py-16 sm:px-6">
      <h2 className="text-2xl">What it promises</h2>
      <dl className="mt-8 grid gap-x-10 gap-y-9 sm:grid-cols-2 lg:grid-cols-6">
        {PROMISES.map(({ icon: Icon, title, text }, at) => (
          <div key={title} className={at < 3 ? 'lg:col-span-2' : 'lg:col-span-3'}>
            <dt className="flex items-center gap-2.5 font-semibold">
              <Icon aria-hidden className="size-5 text-accent" strokeWidth={1.9} />
              {title}
            </dt>
            <dd className="mt-1.5 max-w-[52ch] text-ink-2">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
