/** How the paper looks, in the colours and font of its theme; A4 on paper, one column on a telephone. */
export const CSS = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 16px; }
body { margin: 0 auto; max-width: 1080px; padding: 0 24px 48px; font: 17px/1.5 var(--font); color: var(--ink); background: #fff; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.2; margin: 1.6em 0 0.5em; break-after: avoid; }
h1 { font-size: 34px; margin: 0 0 16px; }
h2 { font-size: 26px; color: var(--brand); margin-top: 2em; padding-top: 12px; border-top: 4px solid var(--brand); }
h3 { font-size: 20px; }
h4 { font-size: 18px; }
p, ul, ol, dl, pre { margin: 0 0 14px; max-width: 76ch; }
li { margin-bottom: 5px; }
a { color: var(--brand); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid #ffb81c; outline-offset: 1px; box-shadow: 0 0 0 6px var(--ink); }
main:focus { outline: none; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; padding: 8px 12px; background: #fff; z-index: 2; }
header { margin: 0 -24px; padding: 32px 24px 16px; border-top: 12px solid var(--brand); background: var(--pale); }
.masthead { display: flex; align-items: center; gap: 16px; margin: 0 0 16px; font-weight: bold; color: var(--brand); max-width: none; }
.masthead img { height: 56px; max-width: 50%; object-fit: contain; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 8px 24px; max-width: none; }
.facts .long { grid-column: 1 / -1; }
.facts dt { font-size: 14px; color: var(--quiet); }
.facts dd { margin: 0; font-weight: bold; }
.label { color: var(--quiet); font-weight: normal; }
.terms { display: grid; grid-template-columns: minmax(110px, 150px) 1fr; gap: 6px 16px; max-width: 92ch; }
.terms dt { font-weight: bold; } .terms dd { margin: 0; }
.callout { border-left: 8px solid var(--brand); background: var(--pale); padding: 6px 16px 2px; margin: 0 0 18px; }
.callout h3, .callout h4 { margin-top: 0.5em; }
.group { border-bottom: 1px solid var(--rule); }
tr.total > * { border-top: 2px solid var(--ink); font-weight: bold; }
.blank { font-weight: normal; font-style: italic; color: var(--quiet); }
nav h2 { border: 0; font-size: 18px; margin: 20px 0 6px; padding: 0; color: var(--ink); }
nav ol { columns: 2 280px; font-size: 15px; padding-left: 22px; max-width: none; }
.lead { font-size: 19px; }
.note, .under { font-size: 14px; color: var(--quiet); }
.note { max-width: 100ch; }
.under { display: block; font-weight: normal; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.on-paper { display: none; }
.warning { border: 3px solid var(--ink); border-left-width: 12px; background: var(--warn); padding: 12px 16px 2px; margin: 0 0 18px; break-inside: avoid; }
.warning p { margin-bottom: 10px; max-width: none; }
.scroll { overflow-x: auto; margin: 18px 0 8px; max-width: 100%; }
table { border-collapse: collapse; font-size: 15px; line-height: 1.35; width: 100%; }
caption { text-align: left; font-weight: bold; font-size: 17px; padding-bottom: 8px; }
th, td { padding: 7px 10px 7px 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: normal; }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--ink); }
tbody th { font-weight: normal; min-width: 150px; max-width: 300px; position: sticky; left: 0; background: #fff; }
.figures tbody th { font-weight: bold; }
tr.part th { font-weight: normal; padding-left: 18px; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
.figures { table-layout: fixed; min-width: calc(180px + var(--n) * 122px); }
.figures th:first-child { width: max(21%, calc(56% - var(--n) * 10%)); }
#at-a-glance table { min-width: calc(140px + var(--n) * 76px); }
#at-a-glance .under { white-space: normal; }
#at-a-glance th, #at-a-glance td { padding-right: 6px; }
.number .under { overflow: visible; }
.words td { min-width: 90px; }
.words tbody th { min-width: 136px; } .words td:last-child { min-width: 190px; }
.mixed tbody th { font-weight: bold; }
.mixed td.text { min-width: 150px; }
td code { overflow-wrap: anywhere; }
.figures tbody tr:hover > *, .words tbody tr:hover > * { background: var(--pale); }
figure { margin: 20px 0 30px; position: relative; }
figcaption h3 { margin-top: 0.4em; }
.panels { display: flex; flex-wrap: wrap; gap: 20px 24px; }
.panel { flex: 0 1 auto; max-width: 100%; overflow-x: auto; }
.panel svg { display: block; width: var(--w); min-width: min(var(--w), 560px); }
details { margin: 12px 0; }
summary { cursor: pointer; color: var(--brand); padding: 6px 0; font-weight: bold; }
pre { background: var(--pale); border-left: 4px solid var(--brand); padding: 12px; overflow-x: auto; max-width: none; font-size: 15px; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { margin-top: 40px; padding-top: 12px; border-top: 1px solid var(--rule); font-size: 14px; color: var(--quiet); }
@media (max-width: 600px) {
  body { padding: 0 14px 32px; font-size: 16px; }
  header { margin: 0 -14px; padding: 20px 14px 8px; }
  h1 { font-size: 26px; } h2 { font-size: 22px; } h3 { font-size: 18px; }
  tbody th { min-width: 118px; max-width: 132px; padding-right: 8px; }
  .figures { min-width: calc(116px + var(--n) * 106px); } .figures th:first-child { width: 116px; }
  #at-a-glance table { min-width: calc(110px + var(--n) * 76px); }
  .scroll, .panel { border-right: 1px solid var(--rule); }
  table { font-size: 14px; }
  .words td:last-child { min-width: 200px; }
  .terms { grid-template-columns: 1fr; gap: 2px; } .terms dd { margin-bottom: 8px; }
}
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt Arial, sans-serif; color: #4c6272; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4; }
  header { margin: 0; padding: 8mm 6mm 3mm; print-color-adjust: exact; }
  h1 { font-size: 21pt; } h2 { font-size: 15pt; margin-top: 1.2em; } h3 { font-size: 12pt; } h4 { font-size: 11pt; }
  nav, .skip, details, .unseen { display: none; }
  .on-paper { display: block; font-size: 9pt; color: #4c6272; }
  .new-page { break-before: page; }
  .lead { font-size: 12pt; }
  .note, .under { font-size: 8pt; }
  .scroll { overflow: visible; }
  table { font-size: 8.5pt; line-height: 1.25; }
  .wide { font-size: 7.5pt; } .wide .under { font-size: 7pt; }
  caption { font-size: 10.5pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { padding: 3px 6px 3px 0; }
  tbody th { position: static; min-width: 0; max-width: 46mm; }
  td.number { white-space: normal; }
  .figures, #at-a-glance table { min-width: 0; } .figures th:first-child { width: max(24%, calc(56% - var(--n) * 10%)); }
  .scroll.short, figcaption { break-inside: avoid; } caption, figcaption { break-after: avoid; }
  .words td, .words td:last-child, .mixed td.text { min-width: 0; }
  .words tbody th, .mixed tbody th { width: 24%; }
  .words.ids tbody th { width: 8%; }
  .panels { display: block; }
  .panel { overflow: visible; break-inside: avoid; max-width: 100%; margin-bottom: 4mm; }
  .small { display: inline-block; width: 49%; vertical-align: top; }
  .panel svg { min-width: 0; max-width: 100%; }
  a { color: inherit; text-decoration: none; }
  p, li { orphans: 3; widows: 3; }
}
`;
