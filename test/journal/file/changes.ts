import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { openStateFile, type StateFile, type Writes } from '../../../src/journal/file/state-file.ts';
import type { RecordedChange } from '../../../src/kit/change-schema.ts';
import type { RecordedRow } from '../../../src/kit/record.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { eventLists } from '../../support/event-lists.ts';

const rows = fc.record({
  projectKey: fc.stringMatching(/^[0-9A-Za-z_-]{1,64}$/),
  // lone surrogates and newlines too
  userId: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }),
  events: eventLists,
});

/** Changes of any kind, some with much in them. */
export const changes: fc.Arbitrary<RecordedChange> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('record' as const), rows: fc.array(rows, { minLength: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('replace' as const), rows: fc.array(rows) }) },
  {
    weight: 1,
    arbitrary: rows.map((row) => ({ type: 'session' as const, ...row, sessionId: row.events[0]?.sessionId ?? 1 })),
  },
);

/** A change that records one click. */
export function clickOn(label: string): Extract<RecordedChange, { type: 'record' }> {
  const click = { sessionId: 1, messageId: 1, timestamp: 1, label, type: 'CLICK' as const };
  return { type: 'record', rows: [{ projectKey: 'project', userId: 'ada@example.org', events: [click] }] };
}

/** A change that forgets everything. */
export const FORGET: RecordedChange = { type: 'replace', rows: [] };

/** The rows that changes hold. */
export function rowsOf(kept: readonly RecordedChange[]): RecordedRow[] {
  return kept.flatMap((change) => ('rows' in change ? change.rows : []));
}

/** The changes that are still in force: those from the last on that replaces everything. */
export function inForce(all: readonly RecordedChange[]): readonly RecordedChange[] {
  return all.slice(Math.max(0, all.map(({ type }) => type).lastIndexOf('replace')));
}

/** Appends a change to a state file whose entries are all known. */
export async function append(file: StateFile, change: RecordedChange): Promise<void> {
  await file.append(change, file.position);
}

/** Reads all changes in force of an open state file. */
export async function changesOf(file: StateFile): Promise<RecordedChange[]> {
  const kept: RecordedChange[] = [];
  // a state file holds no others
  for await (const { change } of file.load(0)) kept.push(change as RecordedChange);
  return kept;
}

/** Opens a state file, appends, and closes it. */
export async function keep(path: string, all: readonly RecordedChange[], writes?: Writes): Promise<void> {
  const file = await openStateFile(path, writes);
  for (const change of all) await append(file, change);
  await file.close();
}

/** Opens a state file, reads what it keeps, and closes it. */
export async function readKept(path: string): Promise<RecordedChange[]> {
  const file = await openStateFile(path);
  const kept = await changesOf(file);
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
