import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'

/**
 * Lets this process, and what it starts from now on, run on one core only. False where that cannot be: where there is only
 * one core, or no `taskset`.
 */
export function pinTo(core: number): boolean {
  if (cpus().length < 2) return false
  const { status } = spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(process.pid)])
  return status === 0
}
