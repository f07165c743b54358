import { AREAS, TOKEN_STYLE } from './tokens.ts';

const areas = Array.from({ length: AREAS }, (_, index) => `.area-${index} { fill: var(--area-${index}); }`).join('\n');

/** The shared style of the kit's pages: colours, type, focus, and timelines. */
export const LOOK_STYLE = `${TOKEN_STYLE}
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--text); font: 1rem/1.5 var(--sans); overflow-wrap: anywhere; }
b, code, text.time, text.bound { font-family: var(--mono); }
a { color: var(--kept); }
:focus-visible { outline: 3px solid var(--kept); outline-offset: 2px; }
.level { font-weight: 600; font-size: .75rem; letter-spacing: .04em; }
.timeline { display: block; fill: currentColor; font-size: 12px; }
.timeline .time, .timeline .bound { font-size: 11.5px; font-variant-numeric: tabular-nums; }
.timeline .band { fill: var(--band); }
.timeline .bar { fill: var(--edge); opacity: .55; }
.timeline .bar.in { fill: var(--kept); opacity: 1; }
.timeline .bar.differs { fill: var(--bad); opacity: 1; }
.timeline .edge { stroke: var(--kept); stroke-width: 2; }
.timeline .axis { stroke: var(--dim); stroke-width: 1.5; }
.timeline .bound { fill: var(--kept); font-weight: 700; }
.timeline .dim, .timeline .gap { fill: var(--dim); }
.timeline .wrong { font-weight: 650; }
.mark .outline { fill: var(--card); stroke: var(--dim); stroke-width: 1.5; }
.mark .sign { fill: none; stroke: var(--card); stroke-width: 2; stroke-linecap: round; }
.mark.kept .outline { fill: var(--kept); stroke: var(--kept); }
.mark.extra .outline { fill: var(--extra); stroke: var(--extra); }
.mark.left-out .outline { stroke-dasharray: 3 2.5; }
.mark.missing .outline { stroke: var(--bad); stroke-width: 2; }
.mark.missing .sign { stroke: var(--bad); }
${areas}
`;
