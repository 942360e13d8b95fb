const AUDIENCES = [
  {
    who: 'You have a Next.js app that has outgrown itself',
    text: 'Put Banyan in front of it and move one route at a time. What has not moved stays where it is.',
  },
  {
    who: 'You run services and want fewer surprises',
    text: 'Typed contracts, deadlines that only shrink, retries within a budget, jobs with leases and fencing, one table of errors.',
  },
  {
    who: 'You want to find something out',
    text: 'Sign up, type a topic, watch the agent work, and open every source it names. Turn the report into posts with two clicks.',
  },
]

export function Audiences() {
  return (
    <section className="border-line border-y bg-sunken">
      <div className="mx-auto max-w-6xl px-4 py-16 sm:px-6">
        <h2 className="text-2xl">Who it is for</h2>
        <ul className="mt-8 grid gap-5 md:grid-cols-3">
          {AUDIENCES.map(({ who, text }) => (
            <li key={who} className="rounded-lg border border-line bg-surface p-6 shadow-1">
              <h3 className="text-lg">{who}</h3>
              <p className="mt-2 text-ink-2">{text}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
