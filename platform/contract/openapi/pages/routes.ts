import { createHash } from 'node:crypto'
import type { RawHandler } from '../../../hosts/node/raw.ts'
import type { OpenApiDocument } from '../types.ts'
import { docsPage } from './docs-page.ts'
import { errorsPage } from './errors-page.ts'
import { SCRIPT } from './layout.ts'
import { searchScript } from './search-script.ts'
import { style } from './style.ts'

/** The routes of a gateway that tell what it offers: `/openapi.json`, `/docs`, `/docs/errors` and their script. */
export function docsRoutes(document: OpenApiDocument): Map<string, RawHandler> {
  return new Map([
    ['GET /openapi.json', served('application/json; charset=utf-8', () => JSON.stringify(document))],
    ['GET /docs', served(HTML, () => docsPage(document))],
    ['GET /docs/errors', served(HTML, () => errorsPage(document))],
    [`GET ${SCRIPT}`, served('text/javascript; charset=utf-8', () => searchScript)],
  ])
}

const HTML = 'text/html; charset=utf-8'

/** The pages' own style and script, and nothing from anywhere else. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "script-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Made when it is first asked for, then kept: a document does not change while its process runs. */
function served(type: string, make: () => string): RawHandler {
  let kept: { readonly body: Buffer; readonly etag: string } | undefined
  return (request, response) => {
    kept ??= tagged(make())
    const headers = { etag: kept.etag, 'cache-control': 'no-cache', 'content-security-policy': POLICY }
    if (request.headers['if-none-match'] === kept.etag) response.writeHead(304, headers).end()
    else
      response.writeHead(200, { ...headers, 'content-type': type, 'content-length': kept.body.length }).end(kept.body)
  }
}

function tagged(text: string): { readonly body: Buffer; readonly etag: string } {
  return { body: Buffer.from(text), etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}
