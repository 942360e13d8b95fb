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
