import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type NetworkFault, seeded } from '../../platform/testing/fault-proxy/index.ts'
import type { Fault } from '../../platform/testing/model-server/fault.ts'
import { type Ground, signal } from './ground.ts'
import type { NetworkBlow } from './kinds.ts'
import { overload } from './overload.ts'
import type { Round } from './plan.ts'

/**
 * Does to the system what the round says, and undoes it. Resolves when the fault is over: a process that nobody but its
 * operator starts again is ready again, one that the program itself has to see to is just dead: it is named.
 */
export async function strike({ blow, lasts, seed }: Round, ground: Ground): Promise<Killed | undefined> {
  switch (blow) {
    case 'models process killed':
      return kill(ground, seed % 2 === 0 ? 'models-1' : 'models-2')
    case 'rest process killed':
      return kill(ground, 'rest')
    default:
      await disturb({ blow, lasts, seed }, ground)
      return undefined
  }
}

/** A process of a place that is to be started again. */
export interface Killed {
  readonly place: string
  readonly pid: number
}

function kill(ground: Ground, place: string): Killed {
  const pid = pidOf(ground, place)
  signal(pid, 'SIGKILL')
  return { place, pid }
}

async function disturb({ blow, lasts, seed }: Pick<Round, 'blow' | 'lasts' | 'seed'>, ground: Ground): Promise<void> {
  const random = seeded(seed)
  const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const model = () => pidOf(ground, oneOf(['models-1', 'models-2']))
  switch (blow) {
    case 'server killed':
      await ground.program.kill('SIGKILL')
      return ground.restart()
    case 'database killed':
      return replaced(ground, 'SIGKILL')
    case 'database restarted':
      // A fast shutdown; who holds the server starts it again.
      return replaced(ground, 'SIGINT')
    case 'server stopped for 5 s':
      return stopped([ground.program.pid])
    case 'models process stopped for 5 s':
      return stopped([model()])
    case 'database stopped for 5 s':
      return stopped(await withChildren(await ground.postmaster()))
    case 'provider answers 429':
      return failing(ground, { kind: 'status', status: 429, retryAfter: 1 }, lasts)
    case 'provider answers 500':
      return failing(ground, { kind: 'status', status: 500 }, lasts)
    case 'provider answers nothing':
      return failing(ground, { kind: 'hang' }, lasts)
    case 'disk full':
      await ground.disk?.fill()
      await pause(lasts)
      await ground.disk?.empty()
      return untilThere(ground)
    case 'clock 60 s ahead':
    case 'clock 60 s behind': {
      const place = oneOf([...ground.processes().keys()])
      await ground.shiftClocks({ [place]: blow === 'clock 60 s ahead' ? 60_000 : -60_000 })
      await pause(lasts + 1_000)
      return ground.shiftClocks({})
    }
    case 'three times the load':
      return overload(ground.program.baseUrl, lasts)
    default: {
      const [target, kind] = blow.slice('network to the '.length).split(': ') as ['database' | 'provider', NetworkBlow]
      const network = ground.networks[target]
      network.inject(faultOf(kind, random))
      await pause(lasts)
      network.heal()
    }
  }
}

function faultOf(kind: NetworkBlow, random: () => number): NetworkFault {
  switch (kind) {
    case 'delay':
      return { kind: 'delay', ms: 20 + random() * 130, jitter: 50 }
    case 'cut':
      return { kind: 'cut', share: random() < 0.5 ? 1 : 0.5 }
    case 'cut in the middle':
      return { kind: 'cut', after: Math.floor(random() * 5_000) }
    case 'refuse':
      return { kind: 'refuse' }
    case 'black hole':
      return { kind: 'blackHole' }
    case 'throttle':
      return { kind: 'throttle', rate: 20_000 }
    case 'half-close':
      return { kind: 'halfClose' }
  }
}

async function failing({ provider }: Ground, fault: Fault, lasts: number): Promise<void> {
  provider.reset()
  provider.fail(fault, { times: Number.POSITIVE_INFINITY })
  await pause(lasts)
  thinks(provider)
}

/** How the provider is when nothing is wrong: it takes a moment. */
export function thinks(provider: Ground['provider']): void {
  provider.reset()
  provider.fail({ kind: 'slowHeaders', delay: 60 }, { times: Number.POSITIVE_INFINITY })
}

async function stopped(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGSTOP')
  await pause(5_000)
  for (const pid of pids) signal(pid, 'SIGCONT')
}

/** Ends the server. Resolves when another one is there. */
async function replaced(ground: Ground, by: NodeJS.Signals): Promise<void> {
  const old = await ground.postmaster()
  signal(old, by)
  while ((await ground.postmaster().catch(() => old)) === old) await pause(10)
  return untilThere(ground)
}

/** Resolves when the database answers. */
async function untilThere(ground: Ground): Promise<void> {
  for (;;) {
    const there = await ground.query('select 1').then(
      () => true,
      () => false,
    )
    if (there) return
    await pause(20)
  }
}

/** A process and its children: each connection of PostgreSQL is one. */
async function withChildren(parent: number): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = [parent]
  for (const pid of all) {
    // It may have ended since.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) found.push(Number(pid))
  }
  return found
}

function pidOf(ground: Ground, place: string): number {
  const pid = ground.processes().get(place)
  if (pid === undefined) throw new Error(`there is no place ${place}`)
  return pid
}
