/** A colour for the light and one for the dark theme. */
type Pair = readonly [light: string, dark: string];

/**
 * The colours by meaning. Text on `page`, `card`, `code`, `band` and on every `area` has a contrast of 4.5 or more;
 * colours that carry a meaning also differ in lightness, and always come with a word or a shape.
 */
export const COLOURS: Readonly<Record<string, Pair>> = {
  page: ['#f4f5f8', '#11141a'],
  card: ['#ffffff', '#1a1f27'],
  line: ['#d8dce4', '#343b48'],
  /** The outline of a control or field. */
  edge: ['#7b8596', '#788397'],
  text: ['#19202c', '#e6e9ef'],
  dim: ['#535d6f', '#a7b0be'],
  code: ['#eef1f5', '#242a34'],
  band: ['#e1ebfb', '#20324d'],
  good: ['#176b3a', '#7fd49b'],
  bad: ['#b3231b', '#ff9389'],
  warn: ['#875000', '#f0b95c'],
  extra: ['#7a2ca6', '#d9a8f7'],
  kept: ['#1d5bb8', '#8db6f9'],
  /** Text on `kept`, `good` and `bad`. */
  onStrong: ['#ffffff', '#10141b'],
  'area-0': ['#cfe0f7', '#27405f'],
  'area-1': ['#f6dfbb', '#574018'],
  'area-2': ['#cbe9df', '#1c4a40'],
  'area-3': ['#eed6ea', '#512f4d'],
  'area-4': ['#e3e4c2', '#43451f'],
  'area-5': ['#dadde6', '#3a4252'],
};

/** Number of area colours, for pages. */
export const AREAS = 6;

const TYPE = {
  sans: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif',
  mono: 'ui-monospace, Menlo, Consolas, "Liberation Mono", monospace',
};

function declare(index: 0 | 1): string {
  return Object.entries(COLOURS)
    .map(([name, pair]) => `--${name}: ${pair[index]};`)
    .join(' ');
}

/**
 * The colours and the type as custom properties: `var(--text)`, `var(--sans)`. Light or dark by the system's
 * preference, unless `data-theme` on the root sets it.
 */
export const TOKEN_STYLE = `
:root { color-scheme: light dark; --sans: ${TYPE.sans}; --mono: ${TYPE.mono}; ${declare(0)} }
@media (prefers-color-scheme: dark) { :root { ${declare(1)} } }
:root[data-theme=light] { color-scheme: light; ${declare(0)} }
:root[data-theme=dark] { color-scheme: dark; ${declare(1)} }
`;
