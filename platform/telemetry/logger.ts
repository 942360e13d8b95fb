import pino, { type DestinationStream, type Logger } from 'pino'
import type { Clock } from '../clock/index.ts'
import { humanLine } from './human-line.ts'
import { redact, scrub } from './redact.ts'

export interface LoggerOptions {
  readonly clock: Clock
  /** The name of the process in its topology, on every line. */
  readonly place: string
  readonly level: string
  /** `human` for people at a terminal, `json` for machines. */
  readonly format: 'human' | 'json'
  /** Whether human lines may be coloured. */
  readonly colour: boolean
  /** Where lines go; without it standard output, synchronously, so that the last line before a crash is there. */
  readonly write?: ((line: string) => void) | undefined
}

/** The log of one process. `log.child({ requestId, traceId })` puts these on every line; nothing secret gets through. */
export function createLogger({ clock, place, level, format, colour, write }: LoggerOptions): Logger {
  const out: DestinationStream = write ? { write } : pino.destination({ fd: 1, sync: true })
  const destination = format === 'json' ? out : { write: (line: string) => out.write(humanLine(line, colour)) }
  const log = pino(
    {
      level,
      base: { place },
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }), log: redact },
      // Errors are described by `redact`; pino's own serializer would look into them again.
      serializers: { err: (error: unknown) => error },
      hooks: { streamWrite: scrub },
    },
    destination,
  )
  // pino asks no formatter about the fields of a child. Children inherit this from their parent.
  const child: Logger['child'] = log.child
  log.child = function (this: Logger, bindings, options) {
    return child.call(this, redact(bindings), options)
  } as Logger['child']
  return log
}
