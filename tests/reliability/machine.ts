import { spawnSync } from 'node:child_process'
import { cpus, loadavg, release, totalmem } from 'node:os'

/** Where the figures come from. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memory: string
  readonly system: string
  /** Processes that ran or waited for a core, over the last minute. */
  readonly load: number
}

export const machine = (): Machine => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  system: `${process.platform} ${release()}, Node ${process.version}`,
  load: loadavg()[0] ?? 0,
})

/**
 * Lets this process, and what it starts from now on, run on one core only. False where that cannot be: where there is only
 * one core, or no `taskset`.
 */
export function pinTo(core: number): boolean {
  if (cpus().length < 2) return false
  const { status } = spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(process.pid)])
  return status === 0
}
