import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** The pages of the documentation: the README, and what stands beside what it documents. */
export const PAGES = [
  'README.md',
  'src/README.md',
  'src/api/README.md',
  'src/cli/README.md',
  'src/contract/README.md',
  'src/data/README.md',
  'src/control/README.md',
  'src/hosts/README.md',
  'src/journal/README.md',
  'src/studio/README.md',
  'openapi/README.md',
  'fixtures/README.md',
  'test/README.md',
] as const;

/** A page of the documentation. */
export interface Page {
  /** Its path below the root of the repository. */
  readonly path: (typeof PAGES)[number];
  /** Its absolute path. */
  readonly file: string;
  readonly text: string;
}

/** All pages, the README first. */
export const pages: readonly Page[] = PAGES.map((path) => {
  const file = fileURLToPath(new URL(path, ROOT));
  return { path, file, text: readFileSync(file, 'utf8') };
});

/** The text of all pages. */
export const documentation = pages.map(({ text }) => text).join('\n');

/** A fenced block of a page. */
export interface Snippet {
  readonly language: string;
  /** The second word of the info string; empty where there is none. */
  readonly name: string;
  /** The third word: the path of the file that a reader puts it into; empty where any will do. */
  readonly path: string;
  readonly text: string;
}

/** Finds all fenced blocks of a Markdown text, in order. */
function readSnippets(markdown: string): Snippet[] {
  const blocks = markdown.matchAll(/^```(\S*)[ \t]*(\S*)[ \t]*(\S*)[^\n]*\n(.*?)^```$/gms);
  return Array.from(blocks, ([, language = '', name = '', path = '', text = '']) => ({ language, name, path, text }));
}

/** All fenced blocks of all pages. */
export const snippets: readonly Snippet[] = pages.flatMap(({ text }) => readSnippets(text));

/**
 * Returns the text of the fenced block with the given name.
 *
 * @throws Error when there is none.
 */
export function snippet(name: string): string {
  return findSnippet(name).text;
}

/**
 * Finds the fenced block with the given name.
 *
 * @throws Error when there is none.
 */
export function findSnippet(name: string): Snippet {
  const found = snippets.find((block) => block.name === name);
  if (!found) throw new Error(`No page has a block called ${name}.`);
  return found;
}

/** Returns the rows of the first table below a heading of any page, each as its cells; without head and rule. */
export function tableBelow(heading: string): string[][] {
  const [, below] = documentation.split(`\n${heading}\n`);
  const table = /(?:^\|.*\n)+/m.exec(below ?? '')?.[0] ?? '';
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
