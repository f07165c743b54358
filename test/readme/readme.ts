import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of the README. */
export const README = fileURLToPath(new URL('../../README.md', import.meta.url));

/** The README as it is. */
export const readme = readFileSync(README, 'utf8');

/** A fenced block of the README. */
export interface Snippet {
  readonly language: string;
  /** The second word of the info string; empty where there is none. */
  readonly name: string;
  /** The third word: the path of the file that a reader puts it into; empty where any will do. */
  readonly path: string;
  readonly text: string;
}

/** Finds all fenced blocks of a Markdown text, in order. */
export function readSnippets(markdown: string): Snippet[] {
  const blocks = markdown.matchAll(/^```(\S*)[ \t]*(\S*)[ \t]*(\S*)[^\n]*\n(.*?)^```$/gms);
  return Array.from(blocks, ([, language = '', name = '', path = '', text = '']) => ({ language, name, path, text }));
}

/**
 * Gives the text of the README's fenced block of a name.
 *
 * @throws Error when there is none.
 */
export function snippet(name: string): string {
  return findSnippet(name).text;
}

/**
 * Finds the README's fenced block of a name.
 *
 * @throws Error when there is none.
 */
export function findSnippet(name: string): Snippet {
  const found = readSnippets(readme).find((block) => block.name === name);
  if (!found) throw new Error(`The README has no block that is called ${name}.`);
  return found;
}

/** Gives the rows of the first table below a heading, each as its cells; without head and rule. */
export function tableBelow(heading: string): string[][] {
  const [, below] = readme.split(`\n${heading}\n`);
  const table = /(?:^\|.*\n)+/m.exec(below ?? '')?.[0] ?? '';
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
