import type { JsonSchema } from '../types.ts'
import { nameOf } from './example.ts'
import { type Html, html, inline } from './html.ts'

/** The fields of an object schema as a table; anything else as a line. */
export function schemaView(schema: JsonSchema): Html {
  if (schema.type !== 'object' || !schema.properties) return html`<p>${typeOf(schema)}${remarks(schema)}</p>`
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties as Record<string, JsonSchema>)
  return html`<div class="scroll" tabindex="0"><table>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Rules</th></tr></thead>
<tbody>${fields.map(
    ([name, field]) => html`<tr><th scope="row"><code>${name}</code>${required.has(name) ? '' : OPTIONAL}</th>
<td>${typeOf(field)}</td><td>${remarks(field)}${nested(field)}</td></tr>`,
  )}</tbody></table></div>`
}

export const OPTIONAL = html` <span class="quiet">optional</span>`

/** An object within an object that has no name of its own. */
function nested(field: JsonSchema): Html | false {
  const inner = field.type === 'array' ? (field.items as JsonSchema | undefined) : field
  return inner?.type === 'object' && inner.properties !== undefined && schemaView(inner)
}

/** The type in a word or two; components are links. */
export function typeOf(schema: JsonSchema): Html {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref)
    return html`<a href="#schema-${name}"><code>${name}</code></a>`
  }
  const options = schema.anyOf ?? schema.oneOf
  if (options) return html`${options.map((option, at) => html`${at > 0 ? ' or ' : ''}${typeOf(option)}`)}`
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`
  if (schema.enum)
    return html`${schema.enum.map((value, at) => html`${at > 0 ? ' | ' : ''}<code>${String(value)}</code>`)}`
  if (schema.type === 'array') return html`list of ${typeOf((schema.items as JsonSchema | undefined) ?? {})}`
  return html`${[schema.type ?? 'any'].flat().join(' or ')}${schema.format !== undefined && html` <span class="quiet">${schema.format}</span>`}`
}

/** What a value must be beyond its type. */
export function remarks(schema: JsonSchema): Html {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, description } = schema
  const rules = [
    between(minLength, maxLength, 'character'),
    between(minItems, maxItems, 'item'),
    between(minimum, maximum, ''),
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ].filter((rule) => rule !== false)
  return html`${rules.join(', ')}${description !== undefined && html`${rules.length > 0 ? '. ' : ''}${inline(description)}`}`
}

function between(least: number | undefined, most: number | undefined, unit: string): string | false {
  if (least === undefined && most === undefined) return false
  const count = most ?? least
  const units = unit === '' ? '' : ` ${unit}${count === 1 ? '' : 's'}`
  if (least === undefined) return `at most ${most}${units}`
  return most === undefined ? `at least ${least}${units}` : `${least} to ${most}${units}`
}
