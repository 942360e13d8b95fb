import { systemClock as clock, systemRandom as random } from '../clock/index.ts'
import { type Env, environment, loadConfig, Secret } from '../config/index.ts'
import { loadOrCreateSecret } from '../identity/index.ts'
import { LoadShedder } from '../resilience/index.ts'
import type { Service } from '../service/index.ts'
import { agreedClock, openDatabase } from '../store/index.ts'
import { createTelemetry, startAdmin } from '../telemetry/index.ts'
import { fail } from './fail.ts'
import { type IdentitySource, openFront } from './front.ts'
import { gatewayLimits } from './gateway-limits.ts'
import { layOut } from './layout.ts'
import { openPlaces } from './places.ts'
import { checkPorts } from './ports.ts'
import { schemasOf } from './schemas.ts'
import { followSignals } from './signals.ts'
import type { Topology } from './topology.ts'
import { buildWeb, type WebApp } from './web-build.ts'
import { startWeb, type WebProcess } from './web-process.ts'

export interface StartOptions {
  readonly services: readonly Service[]
  /** Which of them runs where, by the name of a topology. */
  readonly topology: (name: string) => Promise<Topology>
  /** The file that runs one place of a topology as a process: it calls `servePlace`. */
  readonly placeProgram: string
  readonly identity: IdentitySource
  readonly web: WebApp
  /** Completes the environment, e.g. with defaults that depend on other settings. */
  readonly env?: (given: Env) => Env
}

/** How long a stop waits for what is under way, in milliseconds, all of it together. */
const GRACE = 10_000

/** Connections to the embedded database that are left for people who look inside. */
const KEPT = 10

/** Runs the front place in this process, and all others as its children, until it is told to stop. Prints one message and exits with 1 when it cannot start. */
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
  { services, topology, placeProgram, identity, web, env }: StartOptions,
  started: (stop: () => Promise<void>) => void,
): Promise<void> {
  const given = environment(process.env)
  const complete = env?.(given) ?? given
  const config = loadConfig({
    env: complete,
    schemas: schemasOf(services),
    known: ['BANYAN_WEB_ORIGIN', 'BANYAN_WEB_KEY'],
  })
  const { PORT, ADMIN_PORT, BANYAN_DATA, BANYAN_WEB, DATABASE_URL, DATABASE_CONNECTIONS, NODE_ENV, PUBLIC_URL } =
    config.platform
  const layout = layOut(await topology(config.platform.BANYAN_TOPOLOGY), services, DATABASE_CONNECTIONS)
  const telemetry = createTelemetry({
    clock,
    random,
    config: config.platform,
    place: layout.front.name,
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
    const { connections } = layout
    const settings = { max_connections: String(Math.max(100, DATABASE_CONNECTIONS + KEPT)) }
    const guard = { connections, guardTransactions: strict, settings }
    const database = await openDatabase({ url, dataDir: BANYAN_DATA, clock, random, log, ...guard })
    running.push(() => database.close())
    const time = await agreedClock({ database, clock, log })
    running.push(async () => time.stop())
    await checkPorts({ PORT, ADMIN_PORT })

    // A development server that somebody else runs and restarts, with the key it was given.
    const origin = given.BANYAN_WEB_ORIGIN
    const own = BANYAN_WEB && origin === undefined
    const stopping = new AbortController()
    const building = own ? buildWeb(web, log, stopping.signal) : Promise.resolve()
    building.catch(() => undefined)
    running.push(async () => stopping.abort())

    // What is between the gateway and the web is no business of the places.
    const { BANYAN_WEB_ORIGIN: _, BANYAN_WEB_KEY: __, ...theirs } = complete
    const places = await openPlaces({
      layout,
      services,
      program: placeProgram,
      env: theirs,
      database,
      config,
      telemetry,
      clock: time,
      random,
      strict,
    })
    running.push((left) => places.stop(left))
    const { front: place, remote } = places

    const load = new LoadShedder(clock, {
      shed: (importance) => telemetry.metrics.resilience.shed(importance),
      behind: () => database.delay(),
    })
    load.start()
    running.push(async () => load.stop())
    const key = given.BANYAN_WEB_KEY ?? (await loadOrCreateSecret(BANYAN_DATA, 'web-key', random))
    let pages: WebProcess | undefined
    // After the gateway has let go of its requests, some of which are for pages.
    running.push(async () => pages?.stop())
    const front = await openFront({
      place,
      remote,
      identity,
      telemetry,
      clock: time,
      random,
      publicUrl: PUBLIC_URL,
      load,
      limits: gatewayLimits(config.platform),
      web: BANYAN_WEB ? { origin: () => pages?.origin() ?? origin, key: text(key), sockets: strict } : undefined,
    })
    running.push((left) => front.stop(left()))
    const { port } = await front.gateway.listen(PORT)
    const resilience = () => ({ load: load.state, ...place.runtime.resilience() })
    const admin = await startAdmin({ telemetry, health: place.health, resilience, port: ADMIN_PORT, host: '127.0.0.1' })
    running.push(() => admin.close())

    await Promise.all([building, places.ready])
    if (own) {
      pages = startWeb({
        dir: web.dir,
        api: `http://127.0.0.1:${port}`,
        key: text(key),
        mode: 'production',
        clock,
        random,
        log,
      })
      await pages.ready
    }
    place.health.started()
    started(stop)
    log.info({ admin: `http://127.0.0.1:${admin.port}/metrics` }, `ready on http://localhost:${port}`)
  } catch (error) {
    await end().catch((failed: unknown) => log.error({ err: failed }, 'the start that failed left something open'))
    throw error
  }
}

const text = (key: string | Secret): string => (key instanceof Secret ? key.reveal() : key)
