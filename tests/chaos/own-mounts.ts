import { spawn } from 'node:child_process'
import { once } from 'node:events'

const OWN = 'BANYAN_TEST_OWN_MOUNTS'

/** Whether what this process mounts is seen by nobody else, and ends with it. */
export const hasOwnMounts = (): boolean => process.env[OWN] === 'yes'

/**
 * Runs this program again with mounts of its own, where the account may have them, so that not even a kill leaves a small
 * disk behind. Resolves to its exit code; to undefined where there is nothing to do or nothing that can be done.
 */
export async function againWithOwnMounts(): Promise<number | undefined> {
  if (hasOwnMounts() || process.getuid?.() !== 0) return undefined
  const command = ['--mount', '--propagation', 'private', process.execPath, ...process.argv.slice(1)]
  const child = spawn('unshare', command, { stdio: 'inherit', env: { ...process.env, [OWN]: 'yes' } })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  try {
    await once(child, 'spawn')
  } catch {
    // There is no such program: the run goes on without a disk of its own, and says what it leaves out.
    return undefined
  }
  const [code]: (number | null)[] = await once(child, 'exit')
  return code ?? 1
}
