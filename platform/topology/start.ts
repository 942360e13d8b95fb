import { systemClock as clock, systemRandom as random } from '../clock/index.ts'
import { type Env, environment, loadConfig, Secret, StartError } from '../config/index.ts'
import { loadOrCreateSecret } from '../identity/index.ts'
import type { Service } from '../service/index.ts'
import { openDatabase } from '../store/index.ts'
import { createTelemetry, startAdmin } from '../telemetry/index.ts'
import { type IdentitySource, openFront } from './front.ts'
import { openPlace } from './place.ts'
import { checkPorts } from './ports.ts'
import { followSignals } from './signals.ts'
import { buildWeb, type WebApp } from './web-build.ts'
import { startWeb } from './web-process.ts'

export interface StartOptions {
  readonly services: readonly Service[]
  readonly identity: IdentitySource
  readonly web: WebApp
  /** Completes the environment, e.g. with defaults that depend on other settings. */
  readonly env?: (given: Env) => Env
}

/** How long a stop waits for what is under way, in milliseconds, all of it together. */
const GRACE = 10_000

/** Runs everything in this process until it is told to stop. Prints one message and exits with 1 when it cannot start. */
export async function start(options: StartOptions): Promise<void> {
  let stop: (() => Promise<void>) | undefined
  followSignals(clock, () => stop, fail)
  try {
    await run(options, (how) => {
      stop = how
    })
  } catch (error) {
    fail(error)
  }
}

/** Calls `started` when all of it runs, just before it says so. */
async function run(
  { services, identity, web, env }: StartOptions,
  started: (stop: () => Promise<void>) => void,
): Promise<void> {
  const given = environment(process.env)
  const schemas = Object.fromEntries(
    services.flatMap(({ contract, definition }) => (definition.config ? [[contract.name, definition.config]] : [])),
  )
  const config = loadConfig({ env: env?.(given) ?? given, schemas, known: ['BANYAN_WEB_ORIGIN', 'BANYAN_WEB_KEY'] })
  const { PORT, ADMIN_PORT, BANYAN_DATA, BANYAN_WEB, DATABASE_URL, NODE_ENV, PUBLIC_URL } = config.platform
  const telemetry = createTelemetry({
    clock,
    random,
    config: config.platform,
    place: 'all',
    terminal: process.stdout.isTTY === true,
    processMetrics: true,
  })
  const { log } = telemetry
  await telemetry.start()

  const running: ((left: () => number) => Promise<void>)[] = [() => telemetry.stop()]
  /** What began last ends first, whether or not another can be ended in order. */
  const end = async () => {
    const until = clock.monotonic() + GRACE
    const failures: unknown[] = []
    for (const close of running.toReversed())
      await close(() => Math.max(0, until - clock.monotonic())).catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be stopped in order')
  }
  const stop = async () => {
    log.info('stopping')
    await end()
    log.info('stopped')
  }
  try {
    const strict = NODE_ENV !== 'production'
    const url = DATABASE_URL?.reveal()
    const database = await openDatabase({ url, dataDir: BANYAN_DATA, clock, random, log, guardTransactions: strict })
    running.push(() => database.close())
    await checkPorts({ PORT, ADMIN_PORT })

    // A development server that somebody else runs and restarts, with the key it was given.
    const origin = given.BANYAN_WEB_ORIGIN
    const own = BANYAN_WEB && origin === undefined
    const stopping = new AbortController()
    const building = own ? buildWeb(web, log, stopping.signal) : Promise.resolve()
    building.catch(() => undefined)
    running.push(async () => stopping.abort())

    const place = await openPlace({
      name: 'all',
      services,
      database,
      config,
      telemetry,
      clock,
      random,
      strict,
      alone: database.embedded,
    })
    running.push((left) => place.stop(left()))

    const key = given.BANYAN_WEB_KEY ?? (await loadOrCreateSecret(BANYAN_DATA, 'web-key', random))
    let webOrigin: () => string | undefined = () => origin
    const front = await openFront({
      place,
      identity,
      telemetry,
      clock,
      random,
      publicUrl: PUBLIC_URL,
      web: BANYAN_WEB ? { origin: () => webOrigin(), key: text(key), sockets: strict } : undefined,
    })
    running.push((left) => front.stop(left()))
    const { port } = await front.gateway.listen(PORT)
    const admin = await startAdmin({ telemetry, health: place.health, port: ADMIN_PORT, host: '127.0.0.1' })
    running.push(() => admin.close())

    if (own) {
      await building
      const process = startWeb({
        dir: web.dir,
        api: `http://127.0.0.1:${port}`,
        key: text(key),
        mode: 'production',
        clock,
        log,
      })
      running.push(() => process.stop())
      webOrigin = process.origin
      await process.ready
    }
    started(stop)
    log.info({ admin: `http://127.0.0.1:${admin.port}/metrics` }, `ready on http://localhost:${port}`)
  } catch (error) {
    await end().catch((failed: unknown) => log.error({ err: failed }, 'the start that failed left something open'))
    throw error
  }
}

const text = (key: string | Secret): string => (key instanceof Secret ? key.reveal() : key)

/** One clear message for what a person can put right; the whole story for what they cannot. */
function fail(error: unknown): void {
  const told = error instanceof StartError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`\n${told}\n`)
  process.exit(1)
}
