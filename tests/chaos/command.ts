import { parseArgs } from 'node:util'
import { againWithOwnMounts } from './own-mounts.ts'
import { LONGEST_RECOVERY, type Outcome, runChaos } from './rounds.ts'

/** `npm run chaos -- --rounds 20 --seed 7`, also with `--only 'process killed'`. Resolves to the exit code: 1 on any violation. */
export async function chaos(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: [...args], options: { rounds: text, seed: text, only: text } })
  const rounds = whole(values.rounds, 200)
  const seed = whole(values.seed, 1)
  const again = await againWithOwnMounts()
  if (again !== undefined) return again
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const outcomes: Outcome[] = []
  const played = runChaos({
    rounds,
    seed,
    only: values.only ?? '',
    stopped: stop.signal,
    told: (outcome) => {
      outcomes.push(outcome)
      say(lineOf(outcome))
    },
  })
  // A run that cannot go on says how far it came.
  const leftOut = await played.then((run) => run.leftOut, broken)
  for (const why of leftOut) say(`left out: ${why}`)
  say(summary(outcomes))
  if (stop.signal.aborted) say('stopped early')
  const violated = outcomes.length < rounds || outcomes.some((outcome) => violations(outcome).length > 0)
  if (violated) say(`the same again: npm run chaos -- --rounds ${rounds} --seed ${seed}`)
  return violated ? 1 : 0
}

function broken(error: unknown): readonly string[] {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return []
}

/** `200 rounds, 0 lost, 0 doubled, slowest recovery 6.1 s` */
export function summary(outcomes: readonly Outcome[]): string {
  const count = (of: (outcome: Outcome) => readonly string[]) =>
    outcomes.reduce((sum, outcome) => sum + of(outcome).length, 0)
  const slowest = Math.max(0, ...outcomes.map(({ recovery }) => recovery))
  const lost = count(({ lost }) => lost)
  const doubled = count(({ doubled }) => doubled)
  return `${outcomes.length} rounds, ${lost} lost, ${doubled} doubled, slowest recovery ${(slowest / 1000).toFixed(1)} s`
}

export function violations({ lost, doubled, recovery }: Outcome): string[] {
  const slow = recovery > LONGEST_RECOVERY ? [`recovery took ${Math.round(recovery)} ms`] : []
  return [...lost.map((what) => `lost: ${what}`), ...doubled.map((what) => `doubled: ${what}`), ...slow]
}

function lineOf(outcome: Outcome): string {
  const { round, accepted, felt, recovery, jobsEnded } = outcome
  const wrong = violations(outcome)
  const line = `${String(round.number).padStart(3)} ${round.blow}: ${accepted} accepted, ${felt} failed at first, jobs ended after ${Math.round(jobsEnded)} ms, whole after ${Math.round(recovery)} ms`
  return [line, ...wrong.map((what) => `    ${what}`)].join('\n')
}

function whole(text: string | undefined, without: number): number {
  const value = Number(text ?? without)
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`"${text}" is no whole number from 1 on`)
  return value
}

const say = (line: string) => process.stdout.write(`${line}\n`)
