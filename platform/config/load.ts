import * as z from 'zod'
import { coerce } from './coerce.ts'
import { ConfigError, type ConfigProblem } from './error.ts'
import { expected } from './expected.ts'
import { familyOf } from './family.ts'
import { fieldsOf, type Schemas } from './fields.ts'
import { type PlatformConfig, platformSettings } from './platform.ts'
import { isSecret, soundsSecret } from './secret.ts'
import { unknownSettings } from './unknown.ts'

export type Env = { readonly [name: string]: string | undefined }

export interface ConfigOptions<S extends Schemas> {
  /** The variables: `environment(process.env)`. An empty one counts as absent. */
  readonly env: Env
  /** The object schema of each service that has settings, by the service's name. */
  readonly schemas: S
  /** Names beside the declared ones that are not to be taken for mistakes. */
  readonly known?: readonly string[]
}

export interface Config<S extends Schemas> {
  readonly platform: PlatformConfig
  readonly services: { readonly [K in keyof S]: z.output<S[K]> }
}

/** Reads every setting at once. Throws a `ConfigError` that names all that are wrong or unknown. */
export function loadConfig<S extends Schemas>({ env, schemas, known = [] }: ConfigOptions<S>): Config<S> {
  const problems: ConfigProblem[] = []
  const declared = new Set(known)
  const read = (owner: string, schema: z.core.$ZodType): unknown => {
    const fields = fieldsOf(owner, schema)
    for (const name of Object.keys(fields)) declared.add(name)
    const given = Object.entries(fields).flatMap(([name, field]) => {
      const members = membersOf(field, env)
      for (const member of Object.keys(members ?? {})) declared.add(member)
      if (members) return [[name, members]]
      const text = textOf(env, name)
      return text === undefined ? [] : [[name, coerce(field, text)]]
    })
    const result = z.safeParse(schema, Object.fromEntries(given))
    if (!result.success) problems.push(...problemsOf(owner, fields, result.error, env))
    return Object.freeze(result.data)
  }

  const platform = read('platform', platformSettings)
  const services = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, read(name, schema)]))
  const present = Object.keys(env).filter((name) => textOf(env, name) !== undefined)
  for (const [name, message] of unknownSettings(present, declared, Object.keys(schemas)))
    problems.push({ name, message })
  // A setting that two read is one mistake, told in the words of the first.
  const told = problems.filter(({ name }, at) => problems.findIndex((other) => other.name === name) === at)
  if (told.length > 0) throw new ConfigError(told)
  // Each part was parsed by the schema that gives it its type.
  return { platform, services } as Config<S>
}

/** The variables of a family, by name; undefined for a setting that is one variable. */
function membersOf(field: z.core.$ZodType, env: Env): Record<string, string> | undefined {
  const pattern = familyOf(field)?.family
  if (!pattern) return undefined
  const names = Object.keys(env).filter((name) => pattern.test(name))
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(env, name)
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

/** Without the white space around it; an empty variable is an absent one. */
const textOf = (env: Env, name: string): string | undefined => env[name]?.trim() || undefined

function problemsOf(
  owner: string,
  fields: Readonly<Record<string, z.core.$ZodType>>,
  error: z.core.$ZodError,
  env: Env,
): ConfigProblem[] {
  const byName = new Map<string, ConfigProblem>()
  for (const issue of error.issues) {
    const [field = owner, member] = issue.path
    const schema = fields[String(field)]
    const inFamily = schema !== undefined && member !== undefined && familyOf(schema) !== undefined
    const name = String(inFamily ? member : field)
    if (byName.has(name)) continue
    const words = STANDARD.test(issue.message) ? '' : ` ${sentence(issue.message)}`
    // A member of a family is told by its own words: `expected` knows only the whole of it.
    if (inFamily) {
      byName.set(name, { name, message: `${shown(name, schema, textOf(env, name))}.${words}` })
      continue
    }
    const message = schema
      ? `${shown(name, schema, textOf(env, name))}.${words} Write ${expected(schema)}.`
      : words.trim()
    byName.set(name, { name, message })
  }
  return [...byName.values()]
}

/** zod's own wording; anything else is what the schema's author had to say. */
const STANDARD = /^(Invalid|Too (small|big)|Unrecognized)/

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

function shown(name: string, schema: z.core.$ZodType, value: string | undefined): string {
  if (value === undefined) return 'missing'
  const hidden = isSecret(schema) || soundsSecret(name) || /:\/\/[^/]*@/.test(value)
  return hidden ? 'its value (not shown) is refused' : `${JSON.stringify(value)} is refused`
}
