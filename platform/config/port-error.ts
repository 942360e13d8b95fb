import { StartError } from './start-error.ts'

/** What to tell about a server that cannot listen on `port`, which the setting called `setting` gives. */
export function portError(error: NodeJS.ErrnoException, port: number, setting: string): StartError {
  const said: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken; set ${setting} to another one, or stop what listens there.`,
    EACCES: `Port ${port} may not be used by this user; set ${setting} to one above 1023.`,
  }
  const message = said[error.code ?? ''] ?? `Cannot listen on port ${port} (${setting}): ${error.message}.`
  return new StartError(message, { cause: error })
}
