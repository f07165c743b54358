import { readFile } from 'node:fs/promises';
import { RecordError } from '../errors.ts';
import type { Mock } from '../mock.ts';
import type { RecordInput } from '../store/record-input.ts';
import { Exit } from './exit.ts';

/** Records the visits of each file, one or an array of them, and gives the IDs of their users, each once. */
export async function recordFixtures(mock: Mock, files: readonly string[]): Promise<string[]> {
  const userIds = new Set<string>();
  for (const file of files) {
    const content = await readJson(file);
    const visits: unknown[] = Array.isArray(content) ? content : [content];
    for (const [index, visit] of visits.entries()) {
      userIds.add(await record(mock, visit, { file, place: Array.isArray(content) ? `[${index}]` : '' }));
    }
  }
  return [...userIds];
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new Exit(2, `Failed to read the fixture ${file}: ${why}.`);
  });
  try {
    // some editors put a byte order mark first
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Exit(2, `Failed to read the fixture ${file}: it is not JSON (${(error as SyntaxError).message}).`);
  }
}

async function record(mock: Mock, visit: unknown, at: { file: string; place: string }): Promise<string> {
  try {
    // record itself checks that it is one
    const input = visit as RecordInput;
    await mock.record(input);
    return input.userId;
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const issues = error.issues.map(({ path, message }) => `${toPlace(at.place, path)}: ${message}`);
    throw new Exit(2, `Failed to record the fixture ${at.file}: ${issues.join('; ')}.`);
  }
}

/** `input` stands for the visit as a whole. */
function toPlace(visit: string, path: string): string {
  if (visit === '') return path;
  return path === 'input' ? visit : `${visit}.${path}`;
}
