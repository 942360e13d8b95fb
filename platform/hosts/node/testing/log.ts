import type { Host } from '../exchange.ts'

export interface Entry {
  readonly level: 'info' | 'warn' | 'error'
  readonly fields: Record<string, unknown>
  readonly message: string
}

/** A log that keeps what it is told. */
export function memoryLog(): Host['log'] & { readonly entries: Entry[] } {
  const entries: Entry[] = []
  const at =
    (level: Entry['level']) =>
    (fields: unknown, message = '') =>
      void entries.push({ level, fields: fields as Record<string, unknown>, message })
  return { entries, info: at('info'), warn: at('warn'), error: at('error') } as never
}
