/** What a tool did not like about a document, or the compiler about what the tool made of it. */
export interface Fault {
  readonly kind: 'failed' | 'warned' | 'left out operations' | 'made code that does not compile';
  /** What was printed about it. */
  readonly lines: readonly string[];
}

/** How many lines are shown. */
const MAX_LINES = 12;

/** Writes a fault with what was printed about it. */
export function writeFault(tool: string, document: string, { kind, lines }: Fault): string {
  const rest = lines.length > MAX_LINES ? [`and ${lines.length - MAX_LINES} lines more`] : [];
  return [`${tool}, ${document}: ${kind}`, ...lines.slice(0, MAX_LINES), ...rest].join('\n  ');
}
