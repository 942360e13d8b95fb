import { systemClock as clock, systemRandom as random } from '../clock/index.ts'
import { ConfigError, type Env, environment, loadConfig, Secret } from '../config/index.ts'
import { loadOrCreateSecret } from '../identity/index.ts'
import type { Service } from '../service/index.ts'
import { openDatabase, StartError } from '../store/index.ts'
import { createTelemetry, startAdmin } from '../telemetry/index.ts'
import { type IdentitySource, openFront } from './front.ts'
import { openPlace } from './place.ts'
import { buildWeb, type WebApp } from './web-build.ts'
import { startWeb } from './web-process.ts'

export interface StartOptions {
  readonly services: readonly Service[]
  readonly identity: IdentitySource
  readonly web: WebApp
  /** Completes the environment, e.g. with defaults that depend on other settings. */
  readonly env?: (given: Env) => Env
}

/** How long a stop waits for what is under way, in milliseconds. */
const GRACE = 10_000

/** Runs everything in this process until it is told to stop. Prints one message and exits with 1 when it cannot start. */
export async function start(options: StartOptions): Promise<void> {
  try {
    const { stop } = await run(options)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        // A second signal ends it the hard way.
        process.once(signal, () => process.exit(1))
        stop().then(() => process.exit(0), fail)
      })
  } catch (error) {
    fail(error)
  }
}

async function run({ services, identity, web, env }: StartOptions): Promise<{ stop(): Promise<void> }> {
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

  const running: (() => Promise<void>)[] = [() => telemetry.stop()]
  const end = async () => {
    for (const close of running.toReversed()) await close()
  }
  const stop = async () => {
    log.info('stopping')
    await end()
    log.info('stopped')
  }
  try {
    // A development server that somebody else runs and restarts, with the key it was given.
    const origin = given.BANYAN_WEB_ORIGIN
    const own = BANYAN_WEB && origin === undefined
    const building = own ? buildWeb(web, log) : Promise.resolve()
    building.catch(() => undefined)

    const strict = NODE_ENV !== 'production'
    const url = DATABASE_URL?.reveal()
    const database = await openDatabase({ url, dataDir: BANYAN_DATA, clock, random, log, guardTransactions: strict })
    running.push(() => database.close())
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
    running.push(() => place.stop(GRACE))

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
    running.push(() => front.stop(GRACE))
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
    log.info({ admin: `http://127.0.0.1:${admin.port}/metrics` }, `ready on http://localhost:${port}`)
    return { stop }
  } catch (error) {
    await end()
    throw error
  }
}

const text = (key: string | Secret): string => (key instanceof Secret ? key.reveal() : key)

/** One clear message for what a person can put right; the whole story for what they cannot. */
function fail(error: unknown): void {
  const known =
    error instanceof ConfigError ||
    error instanceof StartError ||
    (error instanceof Error && /taken|cannot/.test(error.message))
  process.stderr.write(
    `\n${known ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(1)
}
