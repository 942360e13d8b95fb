import { type Html, html, Html as Raw } from './html.ts'
import { style } from './style.ts'

export interface Page {
  /** Of the whole documentation. */
  readonly name: string
  readonly title: string
  readonly version: string
  readonly current: '/docs' | '/docs/errors'
  readonly navigation: Html
  readonly main: Html
}

/** The frame of a page: its style within it, its script beside it. */
export function layout({ name, title, version, current, navigation, main }: Page): string {
  const link = (path: Page['current'], text: string) =>
    html`<a href="${path}"${path === current && new Raw(' aria-current="page"')}>${text}</a>`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Raw(style)}</style>
<script src="${SCRIPT}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="name">${name} <span class="quiet">${version}</span></p>
<nav aria-label="Pages">${link('/docs', 'Operations')} ${link('/docs/errors', 'Errors')} <a href="/openapi.json">openapi.json</a></nav>
<label class="search" hidden>Search <input type="search" id="search" autocomplete="off" placeholder="Press / to search"></label>
</header>
<div class="page">
<nav class="side" aria-label="Contents" tabindex="0">${navigation}</nav>
<main id="main"><h1>${title}</h1><p id="found" role="status"></p>${main}</main>
</div>
</body>
</html>
`.text
}

/** Where `docsRoutes` serves the script. */
export const SCRIPT = '/docs/search.js'
