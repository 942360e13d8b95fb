/** One stylesheet for light and dark, with the fonts that are there. */
export const style = `
:root {
  --back: #fbfcfb; --card: #fff; --line: #dfe5e1; --text: #17211c; --quiet: #56645c; --accent: #1b6b47; --code: #f1f5f2;
  --get: #1b6b47; --post: #1f5fa8; --put: #7a5200; --delete: #a4262c;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0f1512; --card: #151d19; --line: #29342e; --text: #e6ece8; --quiet: #9aa8a0; --accent: #6fcf9f; --code: #1b2520;
    --get: #6fcf9f; --post: #86b8f2; --put: #e2b866; --delete: #f49a9a;
  }
}
* { box-sizing: border-box }
html { scroll-padding-top: 4.5rem; scroll-behavior: smooth }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.55 system-ui, sans-serif }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
a { color: var(--accent); text-underline-offset: 3px }
a:focus-visible, input:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px }
[hidden] { display: none !important }
.skip { position: absolute; left: -999px }
.skip:focus { left: 1rem; top: 1rem; z-index: 3; background: var(--card); padding: .5rem 1rem }
header { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding: .6rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line) }
header .name { margin: 0; font-weight: 650 }
header nav { display: flex; gap: 1.1rem }
header nav a { color: var(--quiet); text-decoration: none }
header nav a:hover, header nav a[aria-current] { color: var(--text) }
header nav a[aria-current] { font-weight: 600 }
.search { margin-left: auto; color: var(--quiet) }
.search input { font: inherit; width: 15rem; max-width: 55vw; padding: .3rem .6rem; color: var(--text); background: var(--back); border: 1px solid var(--line); border-radius: 7px }
.page { display: grid; grid-template-columns: 17.5rem minmax(0, 1fr); max-width: 92rem; margin: 0 auto }
.side { position: sticky; top: 3.4rem; height: calc(100vh - 3.4rem); overflow: auto; padding: 1rem .75rem 2rem 1.5rem; border-right: 1px solid var(--line); font-size: 13.5px }
.side h2 { margin: 1rem 0 .2rem; font-size: 12px; letter-spacing: .04em; text-transform: uppercase }
.side h2 a { color: var(--quiet); text-decoration: none }
.side ul { list-style: none; margin: 0; padding: 0 }
.side li a { display: flex; gap: .5rem; align-items: baseline; padding: .16rem .4rem; border-radius: 6px; color: var(--text); text-decoration: none }
.side li a span:last-child { overflow-wrap: anywhere }
.side li a:hover { background: var(--code) }
.side .verb { min-width: 3.1rem }
main { padding: 1.5rem 2rem 6rem; min-width: 0 }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .5rem }
main > section > h2 { margin: 2.5rem 0 1rem; font-size: 1.3rem; padding-bottom: .4rem; border-bottom: 1px solid var(--line) }
h3, article > h2 { margin: 0; font-size: 1.05rem }
h4 { margin: 1.1rem 0 .4rem; font-size: 12px; letter-spacing: .04em; text-transform: uppercase; color: var(--quiet) }
.anchor { color: inherit; text-decoration: none }
.anchor:hover { text-decoration: underline }
.anchor code { font-size: 1em; overflow-wrap: anywhere }
article { margin: 0 0 1.25rem; padding: 1.1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px }
article:target { border-color: var(--accent) }
.summary { margin: .5rem 0; font-size: 1rem }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 1.75rem }
@media (min-width: 75rem) { .columns { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) } }
.quiet { color: var(--quiet); font-weight: 400; font-size: .92em }
.verb, .status { font: 600 11.5px/1.4 ui-monospace, Menlo, Consolas, monospace; text-transform: uppercase }
.get { color: var(--get) } .post { color: var(--post) } .put, .patch { color: var(--put) } .delete { color: var(--delete) }
.status { font-size: 13px } .s2 { color: var(--get) } .s3 { color: var(--quiet) } .s4 { color: var(--put) } .s5 { color: var(--delete) }
.badges { display: flex; flex-wrap: wrap; gap: .4rem; margin: .4rem 0 }
.badge { padding: .05rem .55rem; border: 1px solid var(--line); border-radius: 99px; color: var(--quiet); font-size: 12.5px }
pre { margin: .4rem 0 1rem; padding: .8rem 1rem; overflow: auto; background: var(--code); border: 1px solid var(--line); border-radius: 8px }
p code, td code, dd code { background: var(--code); padding: .05em .3em; border-radius: 4px }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: 13.5px }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line) }
thead th { font-weight: 500; color: var(--quiet) }
tbody th { font-weight: 500; white-space: nowrap }
td table { margin-top: .3rem }
tbody tr:last-child > * { border-bottom: 0 }
.answers { margin: 0; display: grid; gap: .25rem }
.answers div { display: flex; gap: .9rem }
.answers:empty { display: none }
.general { margin: .5rem 0 0; font-size: 13.5px }
.general a { display: inline-block; margin-right: .8rem; color: var(--quiet); text-decoration: none }
.general a:hover { color: var(--text); text-decoration: underline }
.answers dd { margin: 0; min-width: 0 }
@media (max-width: 60rem) {
  .page { grid-template-columns: minmax(0, 1fr) }
  .side { position: static; height: auto; max-height: 16rem; border-right: 0; border-bottom: 1px solid var(--line); padding: .5rem 1rem 1rem }
  header { position: static; padding: .6rem 1rem } html { scroll-padding-top: 1rem }
  main { padding: 1rem 1rem 4rem } article { padding: .9rem 1rem }
}
@media (max-width: 40rem) {
  thead { display: none } tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line) }
  tbody tr:last-child { border-bottom: 0 } th, td { display: inline-block; border: 0; padding: 0 .6rem 0 0 } tbody th { white-space: normal }
  td:last-child { display: block }
}
`
