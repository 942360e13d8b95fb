import { spawn } from 'node:child_process'
import type { Account } from './account.ts'

/**
 * Stops the server when this process ends without having done so, even by `kill -9`: a shell waits for the end of its
 * input, which the kernel closes with this process. Gives a function that ends the watch.
 */
export function stopWithParent(pid: number, account: Account | undefined): () => void {
  const watcher = spawn('/bin/sh', ['-c', 'read _; kill -INT "$0"', String(pid)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    ...account,
  })
  // Without the watch the next start finds the server and stops it.
  watcher.on('error', () => {})
  return () => watcher.kill('SIGKILL')
}
