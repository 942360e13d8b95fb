import { systemClock as clock, systemRandom as random } from '../clock/index.ts'
import { environment, loadConfig } from '../config/index.ts'
import { jobs } from '../durable/index.ts'
import { serviceHost } from '../hosts/node/index.ts'
import { LoadShedder } from '../resilience/index.ts'
import type { Service } from '../service/index.ts'
import { agreedClock, openDatabase } from '../store/index.ts'
import { createTelemetry, healthRoutes, startAdmin } from '../telemetry/index.ts'
import { fail } from './fail.ts'
import { linksTo, placeTokens } from './links.ts'
import { openPlace } from './place.ts'
import { FINISHED, type Finish } from './place-process.ts'
import { PLACEMENT, parsePlacement } from './placement.ts'
import { schemasOf } from './schemas.ts'

export interface ServePlaceOptions {
  /** All services of the system: which of them run here, the process is told by the one that started it. */
  readonly services: readonly Service[]
}

/** Milliseconds to finish what runs, when nobody says how long. */
const GRACE = 10_000

/** Runs one place of a topology in this process, until the process that started it says otherwise or is gone. */
export async function servePlace({ services }: ServePlaceOptions): Promise<void> {
  try {
    follow(await run(services))
  } catch (error) {
    fail(error)
  }
}

interface Served {
  /** Lets jobs finish for `grace` ms and hands the rest back; calls are still answered. */
  finish(grace: number): Promise<void>
  close(): Promise<void>
}

async function run(all: readonly Service[]): Promise<Served> {
  const given = environment(process.env)
  const { name, port, services, elsewhere, database: url, connections } = parsePlacement(given[PLACEMENT])
  const config = loadConfig({ env: given, schemas: schemasOf(all), known: [PLACEMENT] })
  const { BANYAN_DATA, NODE_ENV } = config.platform
  const telemetry = createTelemetry({
    clock,
    random,
    config: config.platform,
    place: name,
    terminal: process.stdout.isTTY === true,
    processMetrics: true,
  })
  const { log } = telemetry
  await telemetry.start()
  const strict = NODE_ENV !== 'production'
  const common = { clock, random, log }
  const database = await openDatabase({ url, dataDir: BANYAN_DATA, connections, guardTransactions: strict, ...common })
  const time = await agreedClock({ database, clock, log })
  const tokens = await placeTokens(config.platform, { clock: time, random })
  const contracts = [...all.map(({ contract }) => contract), jobs]
  const remote = linksTo(elsewhere, contracts, { tokens, strict })
  const place = await openPlace({
    name,
    services: all.filter(({ contract }) => services.includes(contract.name)),
    remote,
    others: all.filter(({ contract }) => !services.includes(contract.name)),
    jobsOf: undefined,
    places: new Map(),
    alone: false,
    database,
    config,
    telemetry,
    clock: time,
    random,
    strict,
  })
  const load = new LoadShedder(clock, {
    shed: (importance) => telemetry.metrics.resilience.shed(importance),
    // What waits for the database here was let in by the front already, which refuses sooner.
    policy: { behind: 100, worth: 100 },
    behind: () => database.delay(),
  })
  load.start()
  const host = serviceHost({
    plans: [...place.runtime.plans.values()],
    verifyServiceToken: tokens.verify,
    extra: healthRoutes(place.health, { details: true }),
    observe: telemetry.http,
    turnedAway: telemetry.turnedAway,
    load,
    ...common,
  })
  const resilience = () => ({ load: load.state, ...place.runtime.resilience() })
  const admin = await startAdmin({ telemetry, health: place.health, resilience, port: 0, host: '127.0.0.1' })
  place.health.started()
  await host.listen(port, '127.0.0.1')
  log.info({ services, pid: process.pid, admin: `http://127.0.0.1:${admin.port}/metrics` }, `${name} is there`)
  return {
    finish: (grace) => place.finish(grace),
    async close() {
      load.stop()
      await Promise.all([host.drain(0), admin.close()])
      await place.stop(0)
      for (const { link } of remote) await link.close()
      time.stop()
      await database.close()
      await telemetry.stop()
    },
  }
}

/** First it is told to finish, by message or SIGTERM, then to end, by SIGTERM. Ctrl+C at the terminal is for its parent. */
function follow(served: Served): void {
  let finishing: Promise<void> | undefined
  let finished = false
  const finish = (grace: number) => {
    finishing ??= served.finish(grace).then(() => {
      finished = true
      process.send?.(FINISHED)
    })
    return finishing
  }
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => {
    if (finishing && !finished) process.exit(1)
    if (finished) served.close().then(() => process.exit(0), fail)
    else finish(GRACE).catch(fail)
  })
  // Only the process that started this one can send anything.
  process.on('message', (message) => void finish((message as Finish).finish).catch(fail))
}
