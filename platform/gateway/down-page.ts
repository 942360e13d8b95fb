/** What a visitor sees while the web process is away: one page without anything to load, which tries again by itself. */
export const downPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<meta name="color-scheme" content="light dark">
<title>Back in a moment</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.6 system-ui, sans-serif; }
  main { max-width: 26rem; padding: 2rem; }
  h1 { margin: 0 0 .5rem; font-size: 1.25rem; }
  p { margin: 0; opacity: .75; }
</style>
<main>
  <h1>Back in a moment</h1>
  <p>The site is being started. Nothing you saved is lost, and this page tries again every few seconds.</p>
</main>
</html>
`

export const DOWN_PAGE_HEADERS: readonly string[] = [
  'content-type',
  'text/html; charset=utf-8',
  'cache-control',
  'no-store',
  'content-security-policy',
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
]
