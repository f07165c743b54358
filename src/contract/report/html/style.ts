import { LOOK_STYLE } from '../../../look/style.ts';

/** The style of the page: light or dark as the reader prefers, from phones to paper. */
export const STYLE = `${LOOK_STYLE}
body { max-width: 76rem; margin: auto; padding: 2rem 1rem 4rem; }
b, thead, th[scope=row] { white-space: nowrap; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2.75rem 0 1rem; font-size: 1.25rem; }
h3 { font-size: 1.125rem; line-height: 1.35; }
h4 { margin: 1.5rem 0 .25rem; font-size: .875rem; }
.kind, .effort, .reason, dt, figcaption, .part, .legend, thead { color: var(--dim); font-size: .875rem; }
.level { color: var(--dim); }
.verdict { margin: 1rem 0; padding: .75rem 1rem; border-left: 6px solid; background: var(--card); font-size: 1.125rem; }
.verdict.met { border-color: var(--good); } .verdict.failed { border-color: var(--bad); } .verdict.warned { border-color: var(--warn); }
.counts { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .75rem; max-width: 40rem; }
.counts > div { padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.counts dd { font-size: 1.5rem; font-weight: 650; line-height: 1.3; }
.counts .met dd, .badge.met { color: var(--good); } .counts .failed dd, .badge.failed { color: var(--bad); }
.counts .warned dd, .badge.warned { color: var(--warn); } .counts .none dd { color: var(--dim); font-weight: 400; }
.effort { margin-top: .75rem; }
.cause { margin-bottom: 1.25rem; padding: 1.25rem; border: 1px solid var(--line); border-top: 4px solid var(--bad); border-radius: .5rem; background: var(--card); }
.cause.SHOULD { border-top-color: var(--warn); }
.cause .row { margin-top: .25rem; }
.evidence { margin-top: 1rem; scroll-margin-top: 7rem; }
.evidence dl > div { margin-bottom: .75rem; }
.evidence dt { font-weight: 600; }
.evidence dd { white-space: pre-wrap; unicode-bidi: isolate; }
.Received dd { padding-left: .75rem; border-left: 3px solid var(--bad); }
.Expected dd { padding-left: .75rem; border-left: 3px solid var(--good); }
.curl { padding: .75rem; border-radius: .375rem; background: var(--code); font-size: .8125rem; white-space: pre-wrap; user-select: all; }
details { border-top: 1px solid var(--line); }
summary { padding: .5rem 0; cursor: pointer; }
details[open] > .evidence { margin: .25rem 0 1.25rem; }
figure { min-width: 0; padding: .75rem; border: 1px solid var(--line); border-radius: .375rem; }
.timeline { margin: .25rem 0 .75rem; }
.segment { stroke: var(--card); }
.part { margin-top: .75rem; font-size: .75rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; }
.legend li { display: flex; align-items: center; gap: .375rem; }
table { width: 100%; border-collapse: collapse; background: var(--card); font-size: .9375rem; }
th, td { padding: .5rem .75rem; border: solid var(--line); border-width: 1px 0; text-align: left; vertical-align: top; }
th[scope=row] { font: 600 .8125rem/1.7 var(--mono); }
.group th { background: var(--code); } .group span { color: var(--dim); font-weight: 400; }
.reason { display: block; }
.badge { font-weight: 600; white-space: nowrap; } .badge.skipped { color: var(--dim); }
@media (min-width: 60rem) {
  .with-window { display: grid; grid-template-columns: minmax(0, 1fr) 26rem; gap: 1.5rem; align-items: start; }
}
@media (max-width: 40rem) {
  .counts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  body { padding: 1.25rem .75rem 3rem; }
  .cause { padding: .875rem .625rem; }
  figure { padding: .5rem; }
  th, td { padding: .5rem .375rem; }
  th[scope=row] .level { display: block; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .cause { border-radius: 0; }
  figure, .evidence dl > div, tr, summary { break-inside: avoid; }
  h2, h3, h4, .group { break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; }
  svg, .group th, .curl { print-color-adjust: exact; }
}
`;
