/** The argument that makes a server act as if it had too much to do. */
export const SHEDDING = '--shedding'

/** Lets the parent know where a server listens and with which headers to ask, and what CPU time it used when asked. */
export function serving(port: number, headers: Record<string, string> = {}): void {
  process.on('message', (message) => {
    if (message === 'usage') process.send?.({ usage: process.cpuUsage(), rss: process.memoryUsage.rss() })
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port, headers })
}
