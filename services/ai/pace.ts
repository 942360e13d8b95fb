import type { GeneratorContext } from './shape.ts'

/** Gives a watcher time to see a step of the offline model, if configured so. */
export async function paced<T>(
  { clock, config, resources, signal }: GeneratorContext,
  work: () => Promise<T>,
): Promise<T> {
  const pace = config.AI_OFFLINE_PACE_MS
  if (pace > 0 && !resources.chain[0]?.remote) await clock.sleep(pace, signal)
  return work()
}
