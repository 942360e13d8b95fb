import * as z from 'zod'
import { unwrap } from './fields.ts'

/**
 * Settings whose names have a part that whoever runs the server chooses: `family(/^OAUTH_[A-Z]+_ISSUER$/,
 * 'OAUTH_<PROVIDER>_ISSUER')` is the text of all variables that match, by name. An issue at one of these names is told
 * as a problem of that variable.
 */
export function family(pattern: RegExp, shown: string): z.ZodRecord<z.ZodString, z.ZodString> {
  return z.record(z.string(), z.string()).meta({ family: pattern, shown })
}

interface Family {
  readonly family: RegExp
  /** How its names are written where they are explained. */
  readonly shown: string
}

/** What a schema made by `family()` says of itself, however it is wrapped; undefined for any other. */
export function familyOf(schema: z.core.$ZodType): Family | undefined {
  const { family, shown } = z.globalRegistry.get(unwrap(schema)) ?? {}
  return family instanceof RegExp ? { family, shown: String(shown) } : undefined
}
