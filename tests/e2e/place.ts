import { readdir, readFile } from 'node:fs/promises'

/**
 * Stops the process of a place of an app, as if it hung: it takes connections and answers nothing. Gives the way to let
 * it go on. Knows processes by `/proc`, so Linux only.
 */
export async function hang(url: string, place: string): Promise<() => void> {
  const { port } = new URL(url)
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const env = (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')).split('\0')
    if (!env.includes(`PORT=${port}`) || !env.some((each) => each.includes(`"name":"${place}"`))) continue
    process.kill(Number(pid), 'SIGSTOP')
    return () => process.kill(Number(pid), 'SIGCONT')
  }
  throw new Error(`no process of the place ${place} was found`)
}
