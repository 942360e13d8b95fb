import { writeFile } from 'node:fs/promises'
import { type Found, MOST_SEEDS } from './crew.ts'

/** Writes `docs/simulation.md`. */
export async function writeReport(found: readonly Found[]): Promise<void> {
  await writeFile(new URL('../../docs/simulation.md', import.meta.url), report(found))
}

export function report(found: readonly Found[]): string {
  const caught = found.filter(({ seeds }) => seeds !== undefined)
  const rows = found.map(
    ({ name, seeds, violation }) => `| ${name} | ${seeds ?? `not within ${MOST_SEEDS}`} | ${readable(violation)} |`,
  )
  return `# Simulation

Written by \`npm run sim -- --bugs\`.

A world runs the shipping runtime, engine, store, links and the refresh of \`services/auth\` as several processes on one real
PostgreSQL, under one virtual clock that owns the order of all things. While people use it, wake-ups get lost, late, doubled and out of
order, connections break before and after a commit, requests and answers get lost, events are handed over again, processes
die at any await, stand still or are retired, clocks jump, and outside systems are slow or fail. Then it heals, everything finishes, and
the tables are held against what people saw. How it is done: [decision 030](decisions/030-simulation-on-real-postgres.md).

\`\`\`
npm run sim -- --seeds 10000          # many worlds; exit code 1 if anything is wrong in one of them
npm run sim -- --seconds 180          # as many as fit
npm run sim -- --seed 55 --trace      # one of them, as a timeline
npm run sim -- --bugs                 # the planted bugs, and this page
npm run sim -- --seed 55 --trace --bug 'ack before effect'
\`\`\`

The same seed gives the same hash of everything that happened, on any machine, however busy it is and however many processes share
the work.

## What must hold in every world

- A job that was accepted is there and has ended: done, failed or cancelled.
- A done job has one effect, one completion event and one entry at its consumer, all of the attempt that its row tells of; a job that is
  not done has none.
- A row whose transaction announces an event has that event, and the event has its row; the consumer has handled it once.
- What happens to a job is numbered without gaps, ends once, and ends as its row says: a lost lease wrote nothing.
- Events of one subject are handled in their order.
- A refresh token has at most one successor, and a session at most one token that works.
- An idempotency key gives one answer and one effect; a command without one is not repeated.
- No more jobs run at once than the caps allow, at any time, and none holds a place at the end.
- A reader of a job's events who is cut off and comes back has seen each once, and the last.
- A call never has more time than its caller gave it.
- Where nothing goes wrong nothing is tried twice: no lease is lost, no attempt wasted, no step paid again, no session ended.

## Planted bugs

${caught.length} of ${found.length} are caught. Each changes what passes through the ports, in the process of the simulation only.

| bug | seeds until it is seen | what is seen first |
|---|---|---|
${rows.join('\n')}
`
}

/** Ids and stacks say nothing to a reader. */
const readable = (violation: string): string =>
  (violation.split('\n')[0] ?? '')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
    .replaceAll('|', '/')
    .slice(0, 160)
