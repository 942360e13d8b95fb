// `npm run dev`: the services restart when their code changes, the pages reload by themselves.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { systemClock as clock, systemRandom as random } from 'banyan/clock'
import { startWeb } from 'banyan/topology'
import { pino } from 'pino'
import { web } from './web.ts'

const port = process.env.PORT ?? '3000'
const key = Buffer.from(random.bytes(32)).toString('base64url')
const log = pino({ base: null, timestamp: false, level: 'info' })
const pages = startWeb({ dir: web.dir, api: `http://127.0.0.1:${port}`, key, mode: 'development', clock, random, log })
await pages.ready

const watched = ['../platform', '../services', '../topologies'].map((dir) =>
  fileURLToPath(new URL(dir, import.meta.url)),
)
const services = spawn(
  process.execPath,
  [
    ...watched.map((dir) => `--watch-path=${dir}`),
    '--watch-preserve-output',
    fileURLToPath(new URL('./start.ts', import.meta.url)),
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      PORT: port,
      NODE_ENV: 'development',
      BANYAN_WEB_ORIGIN: pages.origin(),
      BANYAN_WEB_KEY: key,
    },
  },
)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    services.kill(signal)
    pages.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
services.once('exit', (code) => pages.stop().finally(() => process.exit(code ?? 1)))
