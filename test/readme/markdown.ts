/** Replaces what stands between the markers of a name, each on its own line. */
export function fill(markdown: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}:start -->\n`, `<!-- ${name}:end -->`];
  const [before, rest] = markdown.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`The README lacks the markers ${start.trim()} and ${end}.`);
  return `${before}${start}${content}${end}${after}`;
}

/** @throws Error when there are no rows: the README would have a head and nothing below it. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) throw new Error(`The table of ${head.join(', ')} has no rows.`);
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return [line(head), `|${'---|'.repeat(head.length)}\n`, ...rows.map(line)].join('');
}
