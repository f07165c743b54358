import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { createFetch, createMock } from '../../src/index.ts';
import { parseOptions } from '../../src/mock/options.ts';
import { runCli } from '../support/cli.ts';
import { runContract, targetOf } from '../support/contract-run.ts';
import { README, readme, tableBelow } from './readme.ts';
import { COMMANDS, writeTables } from './tables.ts';

const firstCells = (heading: string) => tableBelow(heading).map(([cell]) => cell?.replaceAll('`', '') ?? '');

describe('the README', () => {
  it('has the generated tables that the code gives; if not, run npm run readme', async () => {
    await expect(writeTables(readme)).toMatchFileSnapshot(README);
  });

  it('has rows in every generated table', () => {
    const tables = Array.from(readme.matchAll(/<!-- ([\w-]+):start -->\n(.*?)<!-- \1:end -->/gs));
    expect(tables.length).toBeGreaterThan(Object.keys(COMMANDS).length);
    for (const [, name, table = ''] of tables) expect(table.trim().split('\n').length, name).toBeGreaterThan(2);
  });

  it.each(Object.keys(COMMANDS))('lists the flags that %s --help shows, and no others', async (name) => {
    const { stdout } = await runCli([name, '--help']);
    const shown = Array.from(stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm), ([, flag]) => flag);
    const listed = firstCells(`### Flags of \`${name}\``).map((cell) => /--[\w-]+/.exec(cell)?.[0]);
    expect([...listed, '--help'].sort()).toEqual(shown.sort());
  });

  it('lists the options of createMock with their defaults', () => {
    const listed = tableBelow('### Options of `createMock`').map(([name, value]) => [name, value]);
    const given = Object.entries(parseOptions({})).map(([name, value]) => [
      `\`${name}\``,
      `\`${JSON.stringify(value)}\``,
    ]);
    expect(listed).toEqual(given);
  });

  it('lists the reporters that there are', async () => {
    const { stderr } = await runCli(['verify', 'http://127.0.0.1/', '--reporter', 'none']);
    const names = (text = '') => Array.from(text.matchAll(/\b[a-z]+\b/g), ([name]) => name);
    expect(names(/There are (`pretty`.*?)\. /.exec(readme)?.[1])).toEqual(
      names(/there are (.*)\.$/m.exec(stderr)?.[1]),
    );
  });

  it('lists every entry of the package', () => {
    const entries = Object.keys(manifest.exports).map((entry) => entry.replace('.', manifest.name));
    expect(firstCells('### Entries').sort()).toEqual(entries.filter((entry) => !entry.endsWith('package.json')).sort());
  });

  it('names scripts that there are', () => {
    const named = Array.from(readme.matchAll(/npm run ([\w:]+)/g), ([, name]) => name ?? '');
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it('links to headings and files that there are', () => {
    const headings = Array.from(readme.matchAll(/^#+ (.*)$/gm), ([, text]) => `#${toAnchor(text ?? '')}`);
    const targets = Array.from(readme.matchAll(/\]\(([^)]+)\)/g), ([, target]) => target ?? '');
    const exists = (target: string) =>
      target.startsWith('#') ? headings.includes(target) : existsSync(new URL(target, `file://${README}`));
    expect(targets.filter((target) => !target.startsWith('https:') && !exists(target))).toEqual([]);
  });

  it('tells all that a run on one user leaves open', async () => {
    const { results } = await runContract(targetOf({ fetch: createFetch(createMock()) }));
    const open = results.filter(({ outcome }) => outcome !== 'met').map(({ id }) => id);
    expect(
      tableBelow('#### What it needs to know')
        .map(([, id]) => id)
        .sort(),
    ).toEqual(open.sort());
  });
});

/** Gives the anchor that GitHub makes of a heading. */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
