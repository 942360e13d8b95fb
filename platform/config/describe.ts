import type * as z from 'zod'
import { expected, jsonSchema } from './expected.ts'
import { familyOf } from './family.ts'
import { fieldsOf, type Schemas } from './fields.ts'
import { platformSettings } from './platform.ts'
import { isSecret } from './secret.ts'

/** `docs/configuration.md`: every setting of the platform and of the services, from the schemas that read them. */
export function describeConfig(schemas: Schemas): string {
  const services = Object.entries(schemas).map(([name, schema]) =>
    section(`Service \`${name}\``, fieldsOf(name, schema)),
  )
  return `${[INTRODUCTION, section('Platform', fieldsOf('platform', platformSettings)), ...services].join('\n\n')}\n`
}

const INTRODUCTION = `# Configuration

Generated from the schemas in \`platform/config/platform.ts\` and in the services by \`node scripts/docs.ts\`.

Settings are environment variables; an empty one counts as absent. In development a file \`.env\` in the working
directory completes them. A bad value, a misspelt name or an unknown name with a prefix of ours (\`BANYAN_\`, \`AI_\` ...)
stops the start with all problems in one message. Values of secrets are never printed.`

function section(title: string, fields: Readonly<Record<string, z.core.$ZodType>>): string {
  const rows = Object.entries(fields).map(([name, schema]) => row(name, schema))
  return [`## ${title}`, '', '| Name | Meaning | Write | Without it |', '|---|---|---|---|', ...rows].join('\n')
}

function row(name: string, schema: z.core.$ZodType): string {
  const { description = '', default: fallback } = jsonSchema(schema)
  const kind = isSecret(schema) ? ' (secret)' : ''
  const cells = [
    `\`${familyOf(schema)?.shown ?? name}\``,
    description + kind,
    expected(schema),
    without(schema, fallback),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

function without(schema: z.core.$ZodType, fallback: unknown): string {
  if (familyOf(schema)) return ''
  if (fallback === undefined) return schema._zod.optin === 'optional' ? '' : 'required'
  if (typeof fallback === 'boolean') return fallback ? '`on`' : '`off`'
  return `\`${typeof fallback === 'string' ? fallback : JSON.stringify(fallback)}\``
}
