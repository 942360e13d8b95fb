import { command, contract, type DeclaredErrors, job, type Kind, kinds, query, stream } from 'banyan/contract'
import * as z from 'zod'

export const allKinds = Object.keys(kinds) as Kind[]

/** What a handler does: it answers, raises a failure of a kind, one that its operation declares, or does what none should. */
export const outcomes = ['well', ...allKinds, 'declared', 'bug', 'wrongOutput'] as const
export type Outcome = (typeof outcomes)[number]

const input = z.object({
  outcome: z.enum(outcomes),
  /** For `declared`: which one. */
  declared: z.enum(allKinds).default('conflict'),
  /** For `bug`: what is thrown. */
  thrown: z.int().default(0),
  /** Milliseconds. */
  retryAfter: z.int().optional(),
})
export type Given = z.output<typeof input>
const output = z.object({ fine: z.literal(true) })

/** An error of each kind, with a code of its own. */
export const errors: DeclaredErrors = Object.fromEntries(
  allKinds.map((kind) => [`${kind}Declared`, { kind, title: `A declared ${kind}` }]),
)

/** One operation of each form that an answer can have. */
export const house = contract('house', {
  query: query({ http: 'GET /house/query', auth: 'public', input, output, errors }),
  command: command({ http: 'POST /house/command', auth: 'public', input, output, errors }),
  created: command({ http: 'POST /house/created', auth: 'public', status: 201, input, output, errors }),
  nothing: command({ http: 'POST /house/nothing', auth: 'public', status: 204, input, output: z.void(), errors }),
  tagged: query({ http: 'GET /house/tagged', auth: 'public', input, output, errors, etag: () => 'v1' }),
  job: job({ http: 'POST /house/job', auth: 'public', attempts: 1, input, output, errors }),
  stream: stream({ http: 'GET /house/stream', auth: 'public', input, output, errors, ends: () => true }),
  sleepy: query({ http: 'GET /house/sleepy', auth: 'public', deadline: '20ms', input, output, errors }),
  mine: query({ http: 'GET /house/mine', auth: 'user', input, output, errors }),
  masters: query({ http: 'GET /house/masters', auth: { role: 'master' }, input, output, errors }),
})

/** Asks the house for what it is asked for. */
export const door = contract('door', {
  relayed: query({ http: 'GET /door/relayed', auth: 'public', input, output }),
})
