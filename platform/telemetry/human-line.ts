/** One JSON line of the log as people read it at a terminal; an error's stack and causes follow below. */
export function humanLine(line: string, colour: boolean): string {
  const entry = parsed(line)
  if (!entry) return line
  const { level, time, place, service = place, msg, requestId, traceId, err, ...rest } = entry
  const paint = colour
    ? (code: number, text: string) => `\u001b[${code}m${text}\u001b[0m`
    : (_: number, text: string) => text
  const ids = { ...(requestId !== undefined && { requestId }), ...(traceId !== undefined && { traceId }) }
  const extra = [...pairs(rest), ...pairs(ids)].join(' ')
  const parts = [
    paint(GREY, String(time).slice(11, 23)),
    paint(COLOURS[String(level)] ?? GREY, String(level).toUpperCase().padEnd(5)),
    paint(CYAN, String(service).padEnd(8)),
    msg === undefined ? '' : String(msg).replace(/\p{Cc}/gu, ' '),
    extra === '' ? '' : paint(GREY, extra),
  ]
  return `${parts.filter((part) => part !== '').join(' ')}\n${err === undefined ? '' : errorLines(err, '  ')}`
}

const GREY = 90
const CYAN = 36
const COLOURS: Readonly<Record<string, number>> = { trace: 90, debug: 34, info: 32, warn: 33, error: 31, fatal: 35 }

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isRecord(value) ? value : undefined
  } catch {
    // Not a line of ours: shown as it is.
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const pairs = (fields: Record<string, unknown>): string[] =>
  Object.entries(fields).map(([name, value]) => `${name}=${plain(value)}`)

const plain = (value: unknown): string =>
  typeof value === 'string' && /^[^\s="]+$/.test(value) ? value : JSON.stringify(value)

function errorLines(error: unknown, indent: string): string {
  if (!isRecord(error)) return `${indent}${plain(error)}\n`
  const { type, message, stack, cause, errors } = error
  const text = typeof stack === 'string' ? stack : `${type}: ${message}`
  const own = text.split('\n').map((line) => `${indent}${line}\n`)
  const more = [cause, ...(Array.isArray(errors) ? errors : [])].filter((each) => each !== undefined)
  return own.join('') + more.map((each) => `${indent}because of\n${errorLines(each, `${indent}  `)}`).join('')
}
