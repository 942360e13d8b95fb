import type { OpenApiDocument, OperationObject } from '../types.ts'
import { html, inline } from './html.ts'
import { layout } from './layout.ts'
import { operationView } from './operation-view.ts'
import { schemaView } from './schema-view.ts'

/**
 * The reference of all operations as one page of HTML. It needs nothing from elsewhere and no script; with the one of
 * `docsRoutes` its search field works.
 */
export function docsPage(document: OpenApiDocument): string {
  const operations = operationsOf(document)
  const services = document.tags.map(({ name }) => ({
    name,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }))
  const navigation = html`
${services.map(
  ({ name, operations }) => html`<h2><a href="#service-${name}">${name}</a></h2>
<ul>${operations.map(
    ({
      verb,
      path,
      operation,
    }) => html`<li data-search="${`${verb} ${path} ${operation.operationId} ${operation.summary ?? ''}`.toLowerCase()}">
<a href="#${operation.operationId}"><span class="verb ${verb}">${verb}</span> <span>${path}</span></a></li>`,
  )}</ul>`,
)}
<h2><a href="#schemas">Schemas</a></h2>`
  const main = html`
<p>${inline(document.info.description)}</p>
<p>Set the server and a token, then paste the examples:</p>
<pre tabindex="0"><code>${SETUP}</code></pre>
${services.map(
  ({ name, operations }) => html`<section><h2 id="service-${name}">${name}</h2>
${operations.map(({ verb, path, operation }) => operationView(verb, path, operation, document))}</section>`,
)}
<section><h2 id="schemas">Schemas</h2>
${Object.entries(document.components.schemas).map(
  ([name, schema]) => html`<article class="schema" id="schema-${name}" data-search="${name.toLowerCase()}">
<h3><a class="anchor" href="#schema-${name}">${name}</a></h3>${schemaView(schema)}</article>`,
)}</section>`
  const { title, version } = document.info
  return layout({ name: title, title, version, current: '/docs', navigation, main })
}

const SETUP = `export BANYAN=http://localhost:3000
export TOKEN=$(curl -s "$BANYAN/auth/login" -H "Content-Type: application/json" \\
  -d '{"email": "ada@example.org", "password": "a long password"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')`

function operationsOf({ paths }: OpenApiDocument): { verb: string; path: string; operation: OperationObject }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => ({ verb, path, operation })),
  )
}
