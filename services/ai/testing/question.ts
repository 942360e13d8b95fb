import { type Clock, systemClock, systemRandom } from 'banyan/clock'
import { loadConfig } from 'banyan/config'
import { Breakers, Deadline } from 'banyan/resilience'
import { pino } from 'pino'
import * as z from 'zod'
import { config } from '../config.ts'
import { type AskingInWords, ask, type Question } from '../models/ask.ts'
import type { Call } from '../models/asking.ts'
import { type Chain, openChain } from '../models/chain.ts'

export const question: Question<{ title: string; tags: string[] }> = {
  name: 'answer',
  schema: z.object({ title: z.string().min(3).max(80), tags: z.array(z.string()).min(1) }),
  instructions: 'Be brief.',
  prompt: 'A private prompt about elephants',
  maxTokens: 500,
  offline: () => ({ title: 'offline title', tags: ['offline'] }),
}
export const good = { title: 'A good title', tags: ['fine'] }

interface Setup extends Partial<AskingInWords> {
  readonly models?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Asks at once. Waits between attempts are noted instead of waited for. */
export function asking({ models = ['offline'], env = {}, ...changes }: Setup = {}) {
  const calls: Call[] = []
  const waits: number[] = []
  const lines: unknown[] = []
  const time = changes.clock ?? systemClock
  const clock: Clock = { ...time, sleep: async (ms) => void waits.push(ms) }
  const settings = loadConfig({ env: { ...env, AI_MODELS: models.join(',') }, schemas: { ai: config } }).services.ai
  const chain: Chain = changes.chain ?? openChain(settings, new Breakers(clock), fetch)
  const deadline = Deadline.in(clock, 60_000)
  const asked = ask(question, {
    retry: { attempts: 3, base: 1, cap: 10_000, jitter: 0 },
    attemptTimeout: 20_000,
    idleTimeout: 10_000,
    random: systemRandom,
    deadline,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
    reserve: async () => undefined,
    record: async (call) => void calls.push(call),
    ...changes,
    clock,
    chain,
  })
  asked.catch(() => undefined)
  return { asked, calls, waits, lines, chain, deadline }
}
