// `npm run bench`: everything in one run beside its named peers, as ratios, written to RESULTS.md.
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { systemClock as clock, systemRandom as random } from '../platform/clock/index.ts'
import { openDatabase } from '../platform/store/index.ts'
import { report as coagentReport } from './coagent/report.ts'
import { coagent } from './coagent/run.ts'
import { SHEDDING } from './http/child.ts'
import { type HttpResult, load } from './http/load.ts'
import { inline } from './inline/run.ts'
import { input } from './inline/task.ts'
import { banyan } from './jobs/banyan.ts'
import { bullmq } from './jobs/bullmq.ts'
import { graphileWorker } from './jobs/graphile-worker.ts'
import { pgBoss } from './jobs/pg-boss.ts'
import { jobs } from './jobs/run.ts'
import { fixed } from './measure/fixed.ts'
import type { Result } from './measure/rounds.ts'
import { resilience } from './resilience/run.ts'
import { start } from './start/run.ts'

const dir = await mkdtemp(join(tmpdir(), 'banyan-bench-'))
const [load1] = loadavg()
const say = (text: string) => process.stdout.write(`${text}\n`)

say('an inline call ...')
const calls = await inline()
say('an operation over HTTP ...')
const server = (name: string, file: string) => ({ name, script: new URL(`./http/${file}.ts`, import.meta.url) })
const http = await load(
  [
    server('Banyan', 'banyan'),
    server('node:http', 'raw'),
    server('Fastify + zod', 'fastify'),
    server('NestJS on Fastify', 'nest'),
  ],
  JSON.stringify(input),
  { n: 20_000, rounds: 7, connections: 16 },
)
say('resilience ...')
const overheads = await resilience()
const overload = await load(
  [server('answered', 'banyan'), { ...server('refused', 'banyan'), args: [SHEDDING], statuses: [200, 503] }],
  JSON.stringify(input),
  { n: 20_000, rounds: 5, connections: 16 },
)
say('jobs ...')
const database = await openDatabase({ dataDir: dir, clock, random, log: pino({ level: 'silent' }) })
const redis = await reachable(6379)
const queues = await jobs(
  [
    () => banyan(database.url),
    () => pgBoss(database.url),
    () => graphileWorker(database.url),
    ...(redis ? [() => bullmq(new URL('redis://127.0.0.1:6379'))] : []),
  ],
  { n: 5_000, rounds: 5 },
)
await database.close()
say('start ...')
const starts = await start(join(dir, 'start'))
say('real estate under load ...')
const realEstate = await coagent(join(dir, 'coagent'))
await rm(dir, { recursive: true, force: true })

const text = report()
writeFileSync(new URL('./RESULTS.md', import.meta.url), text)
say(text)

function report(): string {
  const ours = byName(calls, 'Banyan')
  const bare = byName(calls, 'bare async function')
  const ourHttp = byName(http, 'Banyan')
  const ourJobs = byName(queues, 'Banyan')
  return `# Results

Written by \`npm run bench\`. Times on a shared machine are noisy: the ratios within one run are what counts. CPU is that of
the process under test.

${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${fixed(totalmem() / 2 ** 30)} GiB, Linux, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.
Load average before the run: ${fixed(load1 ?? 0, 1)}. Above 2 the machine had other work, and wall times (start, jobs, requests a second) say little.

## An inline call, validated in and out

Banyan: authorised, with deadline, validated input and output, span and metrics. Moleculer: its local call with its validator;
with policies means its timeout, bulkhead, breaker, retry, metrics and tracing switched on. oRPC: its router client with zod.

| | CPU ns | Banyan is |
|---|---:|---:|
${calls.map((row) => `| ${row.name} | ${fixed(row.cpu)} | ${ratio(row, ours)} |`).join('\n')}

Over a bare async function: ${fixed((ours.cpu - bare.cpu) / 1000, 2)} µs (goal: at most 1 µs). Goals: at least 2.5x Moleculer, 4x oRPC.

## An operation over HTTP

\`POST\` of a small JSON object, validated in and out, 16 connections. Banyan is the whole gateway: routing, a verified
token, limits by address and user, security headers, request id, trace and metrics. The peers do none of that.

| | CPU µs a request | requests/s | RSS MB | Banyan's share of its throughput by CPU |
|---|---:|---:|---:|---:|
${http.map((row) => `| ${row.name} | ${fixed(row.cpu, 1)} | ${fixed(row.rate)} | ${fixed(row.rss)} | ${share(row, ourHttp)} |`).join('\n')}

Goals: at least 0.75x node:http, 1.6x NestJS on Fastify.

## Resilience

What the policies around a call cost when it succeeds: CPU time with them less CPU time without. Banyan: deadline, bulkhead,
breaker with a rolling window, retry within a budget, fallback. cockatiel: bulkhead, breaker, retry, fallback. opossum:
breaker with its capacity, fallback. Moleculer: bulkhead, breaker, retry.

| | ns a call | Banyan costs |
|---|---:|---:|
${overheads.map((row) => `| ${row.name} | ${fixed(row.ns)} | ${row.name === 'Banyan' ? '' : `1/${fixed(row.ns / byName(overheads, 'Banyan').ns, 1)}`} |`).join('\n')}

Goals: at most 1 µs, at most 1/5 of cockatiel.

Over HTTP, a request that is refused because the process has too much to do costs it ${fixed(byName(overload, 'refused').cpu, 1)} µs of CPU, one that is
answered ${fixed(byName(overload, 'answered').cpu, 1)} µs.

## Jobs

${fixed(5000)} jobs of one kind that do nothing, on one PostgreSQL with its default durability, at most 64 (Banyan: 128, in two
batches) under way at once; 16 callers enqueue, each job on its own.${redis ? ' BullMQ keeps jobs in Redis memory, so it shows what durability costs.' : ''}

| | enqueued/s | processed/s | Banyan is (enqueue) | Banyan is (process) |
|---|---:|---:|---:|---:|
${queues.map((row) => `| ${row.name} | ${fixed(row.enqueue)} | ${fixed(row.process)} | ${fixed(ourJobs.enqueue / row.enqueue, 2)}x | ${fixed(ourJobs.process / row.process, 2)}x |`).join('\n')}

Goal: at least 1x pg-boss and graphile-worker in both.

## Start and memory

| | measured | goal |
|---|---:|---:|
| ready, first start ever | ${fixed(starts.first)} ms | 5000 ms |
| ready, data already there | ${fixed(starts.again)} ms | 2000 ms |
| RSS of all services in one process | ${fixed(starts.services)} MB | 250 MB |
| RSS of the web process | ${fixed(starts.web)} MB | 150 MB |

${coagentReport(realEstate)}`
}

function byName<T extends { readonly name: string }>(rows: readonly T[], name: string): T {
  const row = rows.find((candidate) => candidate.name === name)
  if (!row) throw new Error(`no result of ${name}`)
  return row
}

function ratio(row: Result, ours: Result): string {
  return row === ours ? '' : `${fixed(row.cpu / ours.cpu, 2)}x as fast`
}

function share(row: HttpResult, ours: HttpResult): string {
  return row === ours ? '' : `${fixed(row.cpu / ours.cpu, 2)}x`
}

async function reachable(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
