import type { Change } from '../../kit/change.ts';
import { findHullIssues } from '../../kit/change-hull-schema.ts';
import { readLines, writeChange } from '../../kit/change-text.ts';
import type { Work } from '../../shared/slices.ts';
import type { Entry } from '../journal.ts';

/** Format markers of a state in Redis. */
export const FORMAT = 'openreplay-kit state';
export const VERSION = 1;

/** An entry of a stream: its ID, then alternating names and values. */
export type StreamEntry = readonly [id: string, fields: readonly string[]];

/** A parsed entry with the mock that made it, or why it cannot be used. */
type Read = KnownEntry | { readonly fault: string };

/** An entry with its own ID and the mock that made it. */
export type KnownEntry = Entry & { readonly mock: string; readonly id: string };

/** Writes the fields of an entry, in slices. The scripts rely on their order. */
export function* toFields(change: Change, mock: string, id: string): Work<string[]> {
  return [
    'version',
    String(VERSION),
    'mock',
    mock,
    'id',
    id,
    'change',
    (yield* writeChange(change, { inLines: true })).join(''),
  ];
}

/** Reads an entry of the stream, in slices. */
export function* readEntry([id, fields]: StreamEntry): Work<Read> {
  const position = positionOf(id);
  const [, version, , mock = '', , own = '', , text = ''] = fields;
  const found = Number(version);
  if (found > VERSION) return { fault: writtenByNewer(found) };
  const change = found === VERSION ? yield* readChange(text) : undefined;
  return change ? { position, change, mock, id: own } : { fault: `its entry ${position} holds no change` };
}

/** Explains that a version cannot be read. */
export function writtenByNewer(version: number): string {
  return `it was written by a newer version of openreplay-kit (version ${version}, this one reads ${VERSION})`;
}

/** Returns the position encoded in the ID of an entry. */
export function positionOf(id: string): number {
  return Number(id.slice(0, id.indexOf('-')));
}

function* readChange(text: string): Work<Change | undefined> {
  try {
    const change = yield* readLines(text);
    // Cast: a mock checks events before it appends them
    return (yield* findHullIssues(change)).length === 0 ? (change as Change) : undefined;
  } catch {
    return undefined;
  }
}
