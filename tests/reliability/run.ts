import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { machine } from './machine.ts'
import { report, verdicts } from './report.ts'
import { runTrials, type Sizes } from './trials.ts'

const REPORT = new URL('../../docs/reliability.md', import.meta.url)

/**
 * The service-level run: the system, and the same with its resilience switched off. Writes `docs/reliability.md`, unless it
 * is `--short`. Resolves to the exit code: 1 where the control does as well as the system, so that nothing was shown.
 */
export async function reliability(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { short: { type: 'boolean' }, seed: { type: 'string' } } })
  const seed = Number(values.seed ?? 1)
  const sizes: Sizes = values.short ? { ...SHORT, seed } : { ...FULL, seed }
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const before = machine()
  const system = await runTrials({ env: PROTECTED, before: [] }, sizes, say)
  say('the control: the same without its resilience')
  const unprotected = new URL('./unprotected.ts', import.meta.url).href
  const control = await runTrials(
    { env: CONTROL, before: [unprotected], capacity: system.capacity },
    { ...sizes, ...(values.short ? {} : CONTROL_SIZES) },
    say,
  )
  const told = { system, control, machine: before, after: machine(), seed }
  const text = report(told)
  if (values.short) say(text)
  else await writeFile(REPORT, text)
  for (const { what, target, measured, met } of verdicts(told))
    say(`${met ? 'met   ' : 'missed'} ${what}: ${measured} (target ${target})`)
  return verdicts(told).some(({ shows, met }) => shows === 'control' && !met) ? 1 : 0
}

/** Seconds. */
const FULL = { capacity: 5, faults: 250, outage: 30, overload: 10 }
const SHORT = { capacity: 4, faults: 20, outage: 12, overload: 3 }
const CONTROL_SIZES = { faults: 40, outage: 25, overload: 8 }

/** What an operator sets whose provider answers in 60 ms, and whose people wait for two seconds. */
const MODELS = { JOB_LEASE: '1500ms', AI_RETRY_PAUSE: '100ms' }
const PROTECTED = {
  ...MODELS,
  AI_MODELS: 'openai:fake-model,offline',
  AI_ATTEMPT_TIMEOUT: '400ms',
  AI_IDLE_TIMEOUT: '400ms',
}
const CONTROL = { ...MODELS, AI_MODELS: 'openai:fake-model' }
