/**
 * The fake OpenAI server by hand:
 *
 *     node platform/testing/openai/serve.ts --port 4010 --fault hang --times 2
 *     OPENAI_BASE_URL=http://127.0.0.1:4010/v1 OPENAI_API_KEY=any npm start
 */
import { parseArgs } from 'node:util'
import type { Fault } from '../model-server/fault.ts'
import { startFakeOpenAI } from './server.ts'

const faults: Record<string, Fault> = {
  '429': { kind: 'status', status: 429, retryAfter: 2 },
  '500': { kind: 'status', status: 500 },
  '503': { kind: 'status', status: 503 },
  hang: { kind: 'hang' },
  drip: { kind: 'drip', every: 20 },
  stall: { kind: 'stall' },
  cut: { kind: 'cut' },
  midway: { kind: 'midway' },
  reset: { kind: 'reset' },
  malformedBody: { kind: 'malformedBody' },
  malformedAnswer: { kind: 'malformedAnswer' },
  breaksSchema: { kind: 'breaksSchema' },
  truncated: { kind: 'truncated' },
  wrongType: { kind: 'wrongType' },
  slowHeaders: { kind: 'slowHeaders', delay: 5_000 },
}

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4010' }, fault: { type: 'string' }, times: { type: 'string' } },
})
const fault = values.fault === undefined ? undefined : faults[values.fault]
if (values.fault !== undefined && !fault) {
  process.stderr.write(`There is no fault "${values.fault}". There are: ${Object.keys(faults).join(', ')}\n`)
  process.exit(1)
}
const server = await startFakeOpenAI({ port: Number(values.port) })
if (fault) server.fail(fault, { times: values.times === undefined ? Number.POSITIVE_INFINITY : Number(values.times) })
process.stdout.write(`fake OpenAI server on ${server.url}${fault ? `, failing with ${values.fault}` : ''}\n`)
