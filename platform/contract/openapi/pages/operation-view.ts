import type { JsonSchema, OpenApiDocument, OperationObject, Parameter, Reference, Response } from '../types.ts'
import { curl, isFile, isJob, needsToken, streams } from './curl.ts'
import { exampleOf, nameOf } from './example.ts'
import { type Html, html, inline } from './html.ts'
import { OPTIONAL, remarks, schemaView, typeOf } from './schema-view.ts'

/** One operation: what it takes, what it answers, and a command that calls it. */
export function operationView(verb: string, path: string, operation: OperationObject, document: OpenApiDocument): Html {
  const { operationId, summary = operationId, description } = operation
  const parameters = (operation.parameters ?? []).map((each) => parameterOf(each, document))
  const body = operation.requestBody?.content['application/json']
  const name = body?.schema.$ref === undefined ? undefined : nameOf(body.schema.$ref)
  const fields = name === undefined ? body?.schema : document.components.schemas[name]
  return html`<article class="operation" id="${operationId}" data-search="${`${verb} ${path} ${operationId} ${summary}`.toLowerCase()}">
<h3><a class="anchor" href="#${operationId}"><span class="verb ${verb}">${verb}</span> <code>${path}</code></a></h3>
<div class="columns"><div>
<p class="summary">${inline(summary)}</p>
<p class="badges">${badges(operation).map((badge) => html`<span class="badge">${badge}</span>`)}</p>
${description?.split('\n\n').map((line) => html`<p>${inline(line)}</p>`)}
${parameters.length > 0 && html`<h4>Parameters</h4>${parametersView(parameters)}`}
${fields && html`<h4>Body</h4>${schemaView(fields)}`}
<h4>Answers</h4>${answersView(operation)}
</div><div class="aside">
<h4>Example</h4><pre tabindex="0"><code>${curl(verb, path, operation, parameters, document)}</code></pre>
${answerExample(operation, document)}
</div></div></article>`
}

function badges(operation: OperationObject): string[] {
  return [
    needsToken(operation) ? 'signed in' : 'public',
    ...(isJob(operation) ? ['job'] : []),
    ...(streams(operation) ? ['stream'] : []),
    ...(isFile(operation) ? ['file'] : []),
  ]
}

function parameterOf(given: Parameter | Reference, { components }: OpenApiDocument): Parameter {
  if (!('$ref' in given)) return given
  const parameter = components.parameters[nameOf(given.$ref)]
  if (!parameter) throw new TypeError(`the document has no ${given.$ref}`)
  return parameter
}

function parametersView(parameters: readonly Parameter[]): Html {
  return html`<div class="scroll" tabindex="0"><table>
<thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">Rules</th></tr></thead>
<tbody>${parameters.map(
    (each) => html`<tr><th scope="row"><code>${each.name}</code>${each.required ? '' : OPTIONAL}</th><td>${each.in}</td>
<td>${typeOf(each.schema)}</td><td>${remarks(each.description === undefined ? each.schema : { ...each.schema, description: each.description })}</td></tr>`,
  )}</tbody></table></div>`
}

/** What is particular to the operation, each on its line; what any operation may answer, together. */
function answersView({ responses }: OperationObject): Html {
  const all = Object.entries(responses)
  const general = all.filter((each): each is [string, Reference] => '$ref' in each[1])
  return html`<dl class="answers">${all.map(
    ([status, response]) =>
      !('$ref' in response) &&
      html`<div><dt class="status s${status[0]}">${status}</dt><dd>${inline(response.description)}${typeLink(response)}</dd></div>`,
  )}</dl>
<p class="general">${general.map(([status, { $ref }]) => {
    const kind = nameOf($ref)
    return html`<a href="/docs/errors#${kind}"><span class="status s${status[0]}">${status}</span> ${kind}</a> `
  })}</p>`
}

function typeLink(response: Response): Html | false {
  const schema = schemaOf(response)
  return schema !== undefined && !schema.allOf && html` ${typeOf(schema)}`
}

function schemaOf(response: Response | undefined): JsonSchema | undefined {
  const [content] = Object.values(response?.content ?? {})
  return content?.['x-item-schema'] ?? content?.schema
}

/** What the command gives when it goes well: JSON, or one event of a stream. */
function answerExample(operation: OperationObject, { components }: OpenApiDocument): Html | false {
  const { responses } = operation
  if (isFile(operation)) return false
  const good = responses['200'] ?? responses['201']
  const schema = good && !('$ref' in good) ? schemaOf(good) : undefined
  const text = JSON.stringify(schema && exampleOf(schema, components.schemas), null, 2)
  return schema !== undefined && html`<h4>Answer</h4><pre tabindex="0"><code>${text}</code></pre>`
}
