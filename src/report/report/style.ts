/** The style of the document: light, dark and high contrast; a table of contents beside the parts on a wide screen; pages of A4 and Letter. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --back: #fff; --soft: #f3f4f6; --line: #b6bcc4;
  --link: #0b50a0; --mark: #8a2b00; font: 16px/1.5 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { :root { --text: #e7eaee; --back: #14171b; --soft: #20252b;
  --line: #59616b; --link: #8cc0ff; --mark: #ffb38a; } }
@media (prefers-contrast: more) { :root { --text: CanvasText; --back: Canvas; --soft: Canvas;
  --line: CanvasText; --link: LinkText; --mark: CanvasText; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1rem; color: var(--text); background: var(--back); }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin-top: 3rem; padding-top: .5rem; border-top: 2px solid var(--line); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: break-word; min-width: 4rem; }
thead th { background: var(--soft); position: sticky; top: 0; }
tbody th { font-weight: 600; }
code, pre { font: .8125rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
.warn { border: 2px solid var(--mark); padding: .5rem 1rem; }
.warn strong { color: var(--mark); }
.matrix { max-height: 80vh; overflow: auto; }
.matrix tbody th { position: sticky; left: 0; background: var(--soft); max-width: 20rem; }
.matrix thead th:first-child { left: 0; z-index: 1; }
.drawn { overflow: auto; margin: 1rem 0; border: 1px solid var(--line); }
.picture { color: var(--text); }
.picture .paper { fill: var(--back); }
.picture .dim { opacity: .2; }
.picture [role=button] { cursor: pointer; }
.tools { margin: 1rem 0; }
.tools input { font: inherit; padding: .25rem .5rem; min-width: 16rem; }
.answer p, .why p { margin: .25rem 0; }
.answer:not(:empty) { border: 2px solid var(--link); padding: .25rem 1rem; }
.why > div { border-left: 3px solid var(--line); padding-left: 1rem; }
thead button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: inherit; cursor: pointer; }
[aria-sort=ascending] button::after { content: " \\2191"; }
[aria-sort=descending] button::after { content: " \\2193"; }
summary { cursor: pointer; font-weight: 600; }
.clause { border: 1px solid var(--line); padding: 0 1rem; margin: 1rem 0; }
.fields td { height: 2.5rem; min-width: 14rem; }
@media print {
  :root { color-scheme: light; --text: #000; --back: #fff; --soft: #eee; --line: #666; --link: #000; --mark: #000; font-size: 10pt; }
  @page { margin: 16mm 14mm; }
  body { max-width: none; padding: 0; }
  .skip, .tools, .answer { display: none; }
  section { break-before: page; }
  h2, h3, caption { break-after: avoid; }
  tr, .clause { break-inside: avoid; }
  thead { display: table-header-group; }
  thead th { position: static; }
  .wide, .matrix, .drawn { overflow: visible; max-height: none; }
  .matrix th { position: static; }
  .picture { max-width: 100%; height: auto; max-height: 230mm; }
  table { font-size: 8pt; width: 100%; }
  th, td { min-width: 0; overflow-wrap: anywhere; }
}
`;
