import { codeOf, StartError, textOf } from '../start-error.ts'

/**
 * What to tell about a server that does not start: `cause` is what it wrote, line by line, or an error of the system or
 * the server. Other errors are faults of this code and stay what they are.
 */
export function explain(cause: readonly string[] | unknown, data: string): unknown {
  if (!Array.isArray(cause) && !codeOf(cause)) return cause
  const lines = Array.isArray(cause) ? cause.filter((line) => line !== '') : [textOf(cause)]
  const log = [codeOf(cause), ...lines].join('\n')
  const said = (pattern: RegExp) => pattern.test(log)
  const options = { cause: Array.isArray(cause) ? new Error(log) : cause }
  if (said(/No space left on device|ENOSPC|EDQUOT/)) {
    return new StartError(`The disk that holds ${data} is full. Make room and start again.`, options)
  }
  if (said(/^spawn .* ENOENT|error while loading shared libraries|Library not loaded/m)) {
    const message = `The embedded PostgreSQL does not run here: ${worst(lines)}. On Linux it needs glibc. Set DATABASE_URL.`
    return new StartError(message, options)
  }
  if (said(/EACCES|EPERM|EROFS|[Pp]ermission denied|wrong ownership|invalid permissions/)) {
    return new StartError(`PostgreSQL may not use ${data}: ${worst(lines)}. Check who owns it.`, options)
  }
  if (said(DAMAGE)) {
    return new StartError(
      `The data directory ${data} is damaged: ${worst(lines)}. Restore it from a backup; or, if its data may be lost, ` +
        'move it away and start again.',
      options,
    )
  }
  return new StartError(`The embedded PostgreSQL did not start: ${worst(lines)}. Its data is in ${data}.`, options)
}

const DAMAGE =
  /PANIC|incompatible with server|could not access the server configuration|incorrect checksum|could not locate a valid checkpoint|could not open file|could not read|invalid page|is not a database cluster|corrupted|contains? (invalid|unexpected) data/

/** The line that says most: the last of the gravest kind. */
function worst(lines: readonly string[]): string {
  const grave = ['PANIC:', 'FATAL:', 'ERROR:', 'error:'].flatMap((word) =>
    lines.filter((line) => line.includes(word)).slice(-1),
  )
  return (grave[0] ?? lines.at(-1) ?? 'it said nothing')
    .replace(/^(.*?: )?(PANIC|FATAL|ERROR|error): +/, '')
    .replace(/\.$/, '')
}
