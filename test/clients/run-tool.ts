import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { Document } from './document.ts';
import type { Fault } from './fault.ts';
import type { Tool } from './tools.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** What the host of a tool answers for a document. */
interface Answer {
  /** What was thrown. */
  readonly error?: string;
  readonly printed: string;
}

/** What a tool did with a document. */
interface Run extends Answer {
  /** The text of all that it made. */
  readonly made: string;
}

/** The folder for what a tool makes of a document. */
export const folderOf = ({ name }: Tool, document: Document) => join(HERE, 'dist', document.name, name);

/** Runs a tool over documents, and gives what was wrong with each; undefined where nothing was. */
export async function runTool(tool: Tool, documents: readonly Document[]): Promise<(Fault | undefined)[]> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const host = fork(join(HERE, 'host.mjs'), [tool.name], { env, cwd: HERE, silent: true });
  let died = '';
  for (const stream of [host.stdout, host.stderr]) stream?.on('data', (chunk: Buffer) => (died += chunk));
  const closed = once(host, 'close').then(() => []);
  const faults: (Fault | undefined)[] = [];
  for (const document of documents) {
    const folder = await emptyFolder(folderOf(tool, document));
    if (host.connected) host.send({ file: document.path, folder });
    const [answer]: readonly Answer[] = await Promise.race([once(host, 'message'), closed]);
    const run = { ...(answer ?? { error: died, printed: '' }), made: await readAll(folder) };
    faults.push(judge(tool, document, run));
  }
  if (host.connected) host.disconnect();
  return faults;
}

async function emptyFolder(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Judges what a tool did with a document by what it threw, what it printed and the text of all that it made. */
export function judge(tool: Tool, { operations }: Document, { error, printed, made }: Run): Fault | undefined {
  const lines = toLines(printed);
  if (error !== undefined) return { kind: 'failed', lines: [...toLines(error), ...lines] };
  const warnings = lines.filter((line) => !tool.prints?.test(line));
  if (warnings.length > 0) return { kind: 'warned', lines: warnings };
  const { names } = tool;
  const lost = names ? operations.map((operation) => operation[names]).filter((name) => !made.includes(name)) : [];
  return lost.length > 0 ? { kind: 'left out operations', lines: lost } : undefined;
}

function toLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

/** The texts of all files in a folder, one after the other. */
async function readAll(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))).join('\n');
}
