import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { systemClock, systemRandom } from '../../platform/clock/index.ts'
import { connectOwner } from '../../platform/store/embedded/connect.ts'
import { readPostmaster } from '../../platform/store/embedded/directory.ts'
import { type EmbeddedServer, startEmbedded } from '../../platform/store/embedded/index.ts'
import { type FaultProxy, startFaultProxy } from '../../platform/testing/fault-proxy/index.ts'
import { type FakeOpenAI, startFakeOpenAI } from '../../platform/testing/openai/server.ts'
import { scratchFolder } from '../../platform/testing/scratch.ts'
import { answering, launchProgram, type Program } from '../system/program.ts'
import { places } from '../topology/places.ts'
import { type SmallDisk, smallDisk } from './disk.ts'

export interface GroundOptions {
  readonly seed: number
  readonly env: Readonly<Record<string, string>>
  /** The file that starts the program. */
  readonly file?: string
  /** Modules that each of its processes loads first. */
  readonly before?: readonly string[]
  /** Settings of PostgreSQL. */
  readonly settings?: Readonly<Record<string, string>>
}

/** The real program in several processes, its database and a model's provider, with a network of ours in between. */
export interface Ground extends AsyncDisposable {
  readonly program: Program
  readonly provider: FakeOpenAI
  readonly networks: { readonly database: FaultProxy; readonly provider: FaultProxy }
  /** Undefined where none can be mounted. */
  readonly disk: SmallDisk | undefined
  /** The data directory of PostgreSQL. */
  readonly data: string
  /** The processes of the places by name, the one that was started first as `front`. */
  processes(): ReadonlyMap<string, number>
  /** The server's main process. Throws while there is none. */
  postmaster(): Promise<number>
  /** Starts the program again after it was killed, and resolves when it is ready. */
  restart(): Promise<void>
  /** Rows as the owner of the database sees them, past the network of ours. Rejects while it is away. */
  query<T>(sql: string, values?: unknown[]): Promise<T[]>
  /** Sets the wall clocks of processes wrong, by place in milliseconds. */
  shiftClocks(shifts: Readonly<Record<string, number>>): Promise<void>
}

export async function openGround({ seed, env, file, before = [], settings = {} }: GroundOptions): Promise<Ground> {
  const folder = await scratchFolder()
  const closing: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const end of closing.toReversed()) await end()
  }
  try {
    const mounted = join(folder, 'disk')
    await mkdir(mounted)
    const disk = await smallDisk(mounted, DISK_MB)
    if (disk) closing.push(() => disk.unmount())
    const server: EmbeddedServer = await startEmbedded({
      dataDir: mounted,
      clock: systemClock,
      random: systemRandom,
      log: pino({ level: 'silent' }),
      settings: { max_wal_size: '128MB', ...settings },
    })
    closing.push(() => server.stop())
    const direct = new URL(server.url)
    const database = await startFaultProxy({ target: { host: '127.0.0.1', port: Number(direct.port) }, seed })
    closing.push(() => database.close())

    const provider = await startFakeOpenAI({ port: 0 })
    closing.push(() => provider.close())
    const behind = { host: '127.0.0.1', port: Number(new URL(provider.url).port) }
    const toProvider = await startFaultProxy({ target: behind, seed })
    closing.push(() => toProvider.close())

    const shifts = join(folder, 'clocks.json')
    await writeFile(shifts, '{}')
    const url = new URL(direct)
    url.port = String(database.port)
    const given = {
      NODE_OPTIONS: [CLOCK_SHIFT, ...before].map((module) => `--import=${module}`).join(' '),
      CLOCK_SHIFT_FILE: shifts,
      DATABASE_URL: url.href,
      OPENAI_BASE_URL: `http://127.0.0.1:${toProvider.port}/v1`,
      BANYAN_TOPOLOGY: 'split',
      GATEWAY_LIMIT_IP: 'off',
      GATEWAY_LIMIT_USER: 'off',
      GATEWAY_LIMIT_WEB: 'off',
      ...env,
    }
    const launched = { data: join(folder, 'data'), env: given, ...(file !== undefined && { file }) }
    let program = await answering(await launchProgram(launched))
    closing.push(() => program.kill('SIGKILL'))

    const data = join(mounted, 'postgres')
    const processes = () => new Map([['front', program.pid], ...places(program)])
    return {
      get program() {
        return program
      },
      provider,
      networks: { database, provider: toProvider },
      disk,
      data,
      processes,
      async postmaster() {
        const found = await readPostmaster(data)
        if (!found) throw new Error(`no server works on ${data}`)
        return found.pid
      },
      async restart() {
        program = await answering(await launchProgram({ ...launched, port: program.port }))
      },
      async query<T>(sql: string, values: unknown[] = []) {
        const client = await connectOwner(Number(direct.port), decodeURIComponent(direct.password))
        try {
          // The caller wrote the statement, and says what its rows are.
          return (await client.query(sql, values)).rows as T[]
        } finally {
          await client.end().catch(() => {})
        }
      },
      async shiftClocks(wanted) {
        await writeFile(shifts, JSON.stringify(wanted))
        for (const pid of processes().values()) signal(pid, 'SIGUSR2')
      },
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Sends a signal to a process that may just have ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const CLOCK_SHIFT = new URL('./clock-shift.ts', import.meta.url).href

/** Room for PostgreSQL's data and its log, and little more. */
const DISK_MB = 1_024
