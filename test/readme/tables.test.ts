import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { createFetch, createMock } from '../../src/index.ts';
import { parseOptions } from '../../src/mock/options.ts';
import { runCli } from '../support/cli.ts';
import { runContract, targetOf } from '../support/contract-run.ts';
import { documentation, type Page, pages, tableBelow } from './readme.ts';
import { COMMANDS, TABLES, writeTables } from './tables.ts';

const firstCells = (heading: string) => tableBelow(heading).map(([cell]) => cell?.replaceAll('`', '') ?? '');

describe('the documentation', () => {
  it.each(pages)('has the generated tables in $path up to date; if not, run npm run readme', async (page) => {
    await expect(await writeTables(page.text)).toMatchFileSnapshot(page.file);
  });

  it('has each generated table once, with rows in it', () => {
    const tables = Array.from(documentation.matchAll(/<!-- ([\w-]+):start -->\n(.*?)<!-- \1:end -->/gs));
    const names = tables.map(([, name = '']) => name);
    expect(names.filter((name) => name !== 'bench').sort()).toEqual(Object.keys(TABLES).sort());
    for (const [, name, table = ''] of tables) expect(table.trim().split('\n').length, name).toBeGreaterThan(2);
  });

  it('starts with a README that can be read in ten minutes', () => {
    expect(pages[0]?.text.split('\n').length).toBeLessThanOrEqual(250);
  });

  it.each(Object.keys(COMMANDS))('lists the flags that %s --help shows, and no others', async (name) => {
    const { stdout } = await runCli([name, '--help']);
    const shown = Array.from(stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm), ([, flag]) => flag);
    const listed = firstCells(`## Flags of \`${name}\``).map((cell) => /--[\w-]+/.exec(cell)?.[0]);
    expect([...listed, '--help'].sort()).toEqual(shown.sort());
  });

  it('lists the options of createMock with their defaults', () => {
    const listed = tableBelow('## Options of `createMock`').map(([name, value]) => [name, value]);
    const given = Object.entries(parseOptions({})).map(([name, value]) => [
      `\`${name}\``,
      `\`${JSON.stringify(value)}\``,
    ]);
    expect(listed).toEqual(given);
  });

  it('lists the existing reporters', async () => {
    const { stderr } = await runCli(['verify', 'http://127.0.0.1/', '--reporter', 'none']);
    const names = (text = '') => Array.from(text.matchAll(/\b[a-z]+\b/g), ([name]) => name);
    expect(names(/There are (`pretty`.*?)\. /.exec(documentation)?.[1])).toEqual(
      names(/there are (.*)\.$/m.exec(stderr)?.[1]),
    );
  });

  it('lists every entry of the package', () => {
    const entries = Object.keys(manifest.exports).map((entry) => entry.replace('.', manifest.name));
    expect(firstCells('## Entries').sort()).toEqual(entries.filter((entry) => !entry.endsWith('package.json')).sort());
  });

  it('names only existing scripts', () => {
    const named = Array.from(documentation.matchAll(/npm run ([\w:]+)/g), ([, name]) => name ?? '');
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it.each(pages)('links in $path to existing headings and files', (page) => {
    const targets = Array.from(
      page.text.matchAll(/\]\(([^)]+)\)|(?:src|href)="([^"]+)"/g),
      ([, inText, inTag]) => inText ?? inTag ?? '',
    );
    expect(targets.filter((target) => !target.startsWith('https:') && !exists(page, target))).toEqual([]);
  });

  it('lists everything that a run on one user leaves open', async () => {
    const { results } = await runContract(targetOf({ fetch: createFetch(createMock()) }));
    const open = results
      .filter(({ outcome, reason = '' }) => outcome !== 'met' && !reason.startsWith('needs raw connections'))
      .map(({ id }) => id);
    expect(
      tableBelow('### What it needs to know')
        .flatMap(([, ids]) => ids?.split(', '))
        .sort(),
    ).toEqual(open.sort());
  });
});

/** Whether a link of a page leads to a file, and where it names a heading, to one of that page. */
function exists({ file, text }: Page, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : resolve(dirname(file), path);
  if (!existsSync(target)) return false;
  if (anchor === undefined) return true;
  const linked = path === '' ? text : readFileSync(target, 'utf8');
  return Array.from(linked.matchAll(/^#+ (.*)$/gm), ([, heading = '']) => toAnchor(heading)).includes(anchor);
}

/** Returns the anchor that GitHub makes of a heading. */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
