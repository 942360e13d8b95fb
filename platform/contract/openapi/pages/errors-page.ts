import { type Kind, kinds } from '../../errors.ts'
import { explanations } from '../explanations.ts'
import { PROBLEM } from '../responses.ts'
import type { OpenApiDocument } from '../types.ts'
import { html, inline } from './html.ts'
import { layout } from './layout.ts'

/** Every kind of failure with the codes that operations declare: where the `type` of a problem points to. */
export function errorsPage(document: OpenApiDocument): string {
  const all = Object.keys(kinds) as Kind[]
  const declared = Object.values(document.paths)
    .flatMap((item) => Object.values(item))
    .flatMap((operation) => operation['x-errors'].map((error) => ({ ...error, operation: operation.operationId })))
  const navigation = html`<h2><a href="/docs/errors">Errors</a></h2>
<ul>${all.map(
    (kind) =>
      html`<li data-search="${`${kinds[kind].status} ${kind}`.toLowerCase()}"><a href="#${kind}"><span class="status s${String(kinds[kind].status)[0]}">${kinds[kind].status}</span> <span>${kind}</span></a></li>`,
  )}</ul>`
  const main = html`<p>${inline(
    'A failure is answered as `application/problem+json` (RFC 9457). `type` points to one of the sections below, `code` is stable: one of these kinds, or a code that the operation declares. `retry` says whether the same request may succeed later.',
  )}</p>
${all.map((kind) => {
  const { status, title, retry } = kinds[kind]
  const own = declared.filter((error) => error.kind === kind)
  return html`<article class="operation" id="${kind}" data-search="${`${status} ${kind} ${title} ${own.map(({ code }) => code).join(' ')}`.toLowerCase()}">
<h2><a class="anchor" href="#${kind}"><span class="status s${String(status)[0]}">${status}</span> <code>${kind}</code></a></h2>
<p class="summary">${title}</p>
<p>${inline(explanations[kind].meaning)}</p>
<p>${inline(explanations[kind].remedy)}</p>
<p class="badges"><span class="badge">${retry ? 'try again' : 'do not try again unchanged'}</span></p>
${
  own.length > 0 &&
  html`<div class="scroll" tabindex="0"><table>
<thead><tr><th scope="col">Code</th><th scope="col">Operation</th><th scope="col">Says</th></tr></thead>
<tbody>${own.map(
    ({ code, operation, title: says }) => html`<tr><th scope="row"><code>${code}</code></th>
<td><a href="/docs#${operation}">${operation}</a></td><td>${says}</td></tr>`,
  )}</tbody></table></div>`
}
${exampleOf(document, kind)}</article>`
})}`
  const { title, version } = document.info
  return layout({ name: title, title: `${title}: errors`, version, current: '/docs/errors', navigation, main })
}

function exampleOf(document: OpenApiDocument, kind: Kind) {
  const example = document.components.responses[kind]?.content?.[PROBLEM]?.example
  return example !== undefined && html`<pre tabindex="0"><code>${JSON.stringify(example, null, 2)}</code></pre>`
}
