/** One contender: how to do the thing `n` times, one after the other. */
export interface Contender {
  readonly name: string
  run(n: number): Promise<void>
}

export interface Result {
  readonly name: string
  /** Nanoseconds of wall time per operation, the median of the rounds. */
  readonly wall: number
  /** Nanoseconds of this process's CPU time per operation, the median of the rounds. */
  readonly cpu: number
}

/**
 * Runs all contenders in turn, round after round, so that noise of the machine meets each of them alike, and reports
 * medians. `n` operations a round.
 */
export async function rounds(
  contenders: readonly Contender[],
  { n, rounds }: { n: number; rounds: number },
): Promise<Result[]> {
  const samples = contenders.map(() => ({ wall: [] as number[], cpu: [] as number[] }))
  for (const { run } of contenders) await run(n)
  for (let round = 0; round < rounds; round++)
    for (const [at, { run }] of contenders.entries()) {
      const cpu = process.cpuUsage()
      const wall = process.hrtime.bigint()
      await run(n)
      const took = Number(process.hrtime.bigint() - wall)
      const { user, system } = process.cpuUsage(cpu)
      samples[at]?.wall.push(took / n)
      samples[at]?.cpu.push(((user + system) * 1000) / n)
    }
  return contenders.map(({ name }, at) => ({
    name,
    wall: median(samples[at]?.wall ?? []),
    cpu: median(samples[at]?.cpu ?? []),
  }))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
