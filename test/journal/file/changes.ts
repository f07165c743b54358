import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { openStateFile, type Writes } from '../../../src/journal/file/state-file.ts';
import type { Change } from '../../../src/kit/change.ts';
import { eventLists } from '../../support/event-lists.ts';

const rows = fc.record({
  projectKey: fc.stringMatching(/^[0-9A-Za-z_-]{1,64}$/),
  // lone surrogates and newlines too
  userId: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  events: eventLists,
});

/** Changes of any kind, some with much in them. */
export const changes: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('record' as const), rows: fc.array(rows, { minLength: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('replace' as const), rows: fc.array(rows) }) },
);

/** A change that records one click. */
export function clickOn(label: string): Change {
  const click = { sessionId: 1, messageId: 1, timestamp: 1, label, type: 'CLICK' as const };
  return { type: 'record', rows: [{ projectKey: 'project', userId: 'ada@example.org', events: [click] }] };
}

/** A change that forgets everything. */
export const FORGET: Change = { type: 'replace', rows: [] };

/** The changes that are still in force: those from the last on that replaces everything. */
export function inForce(all: readonly Change[]): readonly Change[] {
  return all.slice(Math.max(0, all.map(({ type }) => type).lastIndexOf('replace')));
}

/** Opens a state file, appends, and closes it. */
export async function keep(path: string, all: readonly Change[], writes?: Writes): Promise<void> {
  const file = await openStateFile(path, writes);
  for (const change of all) file.append(change);
  await file.close();
}

/** Opens a state file, reads what it keeps, and closes it. */
export async function readKept(path: string): Promise<Change[]> {
  const file = await openStateFile(path);
  const kept = [...file.changes()];
  await file.close();
  return kept;
}

/** Reads a file's lines, each with its newline. */
export function linesOf(path: string): Buffer[] {
  const bytes = readFileSync(path);
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf('\n', start);
    const end = newline < 0 ? bytes.length : newline + 1;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  return lines;
}
