import * as z from 'zod'

/** A value that cannot be printed: logs, JSON, templates and `console.log` show `[secret]`. Only `reveal()` gives it. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return HIDDEN
  }

  toJSON(): string {
    return HIDDEN
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN
  }
}

/** What is shown in place of a secret. */
export const HIDDEN = '[secret]'

/**
 * The schema of a secret setting: `OPENAI_API_KEY: secret().optional()`. Characters are counted by `z.string()`'s own
 * rules, given as `text`: `secret(z.string().min(32))`.
 */
export function secret(text: z.ZodType<string, string> = z.string().min(1)): z.ZodType<Secret, string> {
  return text.transform((value) => new Secret(value)).meta({ secret: true })
}

/** True for a schema made by `secret()`, however it is wrapped. */
export function isSecret(schema: z.core.$ZodType): boolean {
  if (z.globalRegistry.get(schema)?.secret === true) return true
  const { def } = schema._zod
  return 'innerType' in def && isSecret(def.innerType as z.core.$ZodType)
}

/** True for names whose values are not for showing, whatever their type: `apiKey`, `OPENAI_API_KEY`, `set-cookie`. */
export const soundsSecret = (name: string): boolean => SECRET_NAME.test(name.replace(/[^a-z0-9]/gi, ''))

const SECRET_NAME = new RegExp(
  [
    'authorization$|cookies?$|passw(or)?d|passphrase|secret|credentials?$|token$|jwt$|dsn$|connectionstring$',
    '(api|private|signing|encryption|access|web)key$|xbanyanweb$|database(url|uri)$',
  ].join('|'),
  'i',
)
