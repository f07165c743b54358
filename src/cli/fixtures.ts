import { readFile, stat } from 'node:fs/promises';
import type { RecordInput } from '../kit/record.ts';
import type { Mock } from '../mock/mock.ts';
import { RecordError } from '../shared/errors.ts';
import { reasonOf } from '../shared/system-error.ts';
import { Exit } from './exit.ts';

/** A file of visits, and how many events were recorded from it. */
export interface RecordedFixture {
  readonly file: string;
  readonly events: number;
}

/** Records the visits of each file, one or an array of them. */
export async function recordFixtures(mock: Mock, files: readonly string[]): Promise<RecordedFixture[]> {
  const recorded: RecordedFixture[] = [];
  for (const file of files) recorded.push({ file, events: await record(mock, await readJson(file), file) });
  return recorded;
}

async function readJson(file: string): Promise<unknown> {
  // some editors put a byte order mark first
  const text = (await readRegular(file)).replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch {
    const { findJsonFault } = await import('../shared/json-place.ts');
    const { line, column } = findJsonFault(text);
    throw new Exit(2, `Failed to read the fixture ${file}: it is not JSON (line ${line}, column ${column}).`);
  }
}

/** Reads a file; a pipe without a writer would be waited for in silence. */
async function readRegular(file: string): Promise<string> {
  try {
    if ((await stat(file)).isFile()) return await readFile(file, 'utf8');
  } catch (error) {
    throw new Exit(2, `Failed to read the fixture ${file}: ${reasonOf(error)}.`);
  }
  throw new Exit(2, `Failed to read the fixture ${file}: it is not a regular file.`);
}

/** Gives how many events were recorded. */
async function record(mock: Mock, content: unknown, file: string): Promise<number> {
  try {
    // record itself checks that they are visits
    const visits = (Array.isArray(content) ? content : [content]) as RecordInput[];
    return (await mock.record(visits)).reduce((sum, { events }) => sum + events.length, 0);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const issues = error.issues.map(({ path, message }) => `${toPlace(path, Array.isArray(content))}: ${message}`);
    throw new Exit(2, `Failed to record the fixture ${file}: ${issues.join('; ')}.`);
  }
}

/** The only visit of a file needs no number. */
function toPlace(path: string, isArray: boolean): string {
  return isArray ? path : path.replace(/^\[0\]\.?/, '') || 'input';
}
