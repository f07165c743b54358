import type { Command } from 'commander';
import { mockCommand } from '../../src/cli/mock.ts';
import { specCommand } from '../../src/cli/spec.ts';
import { verifyCommand } from '../../src/cli/verify.ts';
import { requirements } from '../../src/contract/index.ts';

/** The commands whose flags the README lists, by name. */
export const COMMANDS = { mock: mockCommand, verify: verifyCommand, spec: specCommand } as const;

/** Writes every table of a README that is generated from the code anew, between its markers. */
export function writeTables(markdown: string): string {
  const withFlags = Object.entries(COMMANDS).reduce(
    (text, [name, build]) => fill(text, `flags-${name}`, flagsTable(build())),
    markdown,
  );
  return fill(withFlags, 'requirements', requirementsTable());
}

function fill(markdown: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}:start -->\n`, `<!-- ${name}:end -->`];
  const [before, rest] = markdown.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`The README lacks the markers ${start.trim()} and ${end}.`);
  return `${before}${start}${content}${end}${after}`;
}

function requirementsTable(): string {
  return toTable(
    ['ID', 'Level', 'Requirement', 'Source'],
    requirements.map(({ id, level, title, source }) => [id, level, title, source]),
  );
}

function flagsTable(command: Command): string {
  const rows = command.options.map(({ flags, description, argChoices, defaultValue }) => {
    const choices = argChoices ? `: ${argChoices.join(' or ')}` : '';
    const preset = defaultValue === undefined ? '' : ` (default: ${defaultValue})`;
    return [`\`${flags}\``, description + choices + preset];
  });
  return toTable(['Flag', 'Meaning'], rows);
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return [line(head), `|${'---|'.repeat(head.length)}\n`, ...rows.map(line)].join('');
}
