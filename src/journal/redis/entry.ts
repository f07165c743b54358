import { type Change, isLarge } from '../../kit/change.ts';
import { findHullIssues } from '../../kit/change-hull-schema.ts';
import { readLines, writeChange } from '../../kit/change-text.ts';
import { inSlices, type Work } from '../../shared/slices.ts';
import type { Entry } from '../journal.ts';
import type { ChunkStore } from './chunk-store.ts';
import { fromContent, toContent } from './large-change.ts';

/** Format markers of a state in Redis. */
export const FORMAT = 'openreplay-kit state';
export const STATE_VERSION = 1;

/** Version of an entry that holds its change, and of one that names the key of its chunks. */
const WITH_CHANGE = 1;
const WITH_KEY = 2;

/** Events and characters of a change that an entry holds itself. */
const MOST_EVENTS = 2_000;
const MOST_CHARACTERS = 1_000_000;

/** An entry of a stream: its ID, then alternating names and values. */
export type StreamEntry = readonly [id: string, fields: readonly string[]];

/** A parsed entry with the mock that made it, or why it cannot be used. */
type Read = KnownEntry | { readonly fault: string };

/** An entry with its own ID and the mock that made it. */
export type KnownEntry = Entry & { readonly mock: string; readonly id: string };

/** A change as stored in an entry: its text, or where that is. */
export interface Written {
  readonly text: string;
  /** Key of its chunks; left out if the text is the change. */
  readonly key?: string;
  /** Length of the whole text. */
  readonly length: number;
}

/** Writes a change as the text of an entry, in slices; undefined for one so large that it is stored in chunks. */
export function* writeText(change: Change): Work<Written | undefined> {
  if (isLarge(change, MOST_EVENTS)) return undefined;
  const text = (yield* writeChange(change, { inLines: true })).join('');
  return text.length > MOST_CHARACTERS ? undefined : { text, length: text.length };
}

/** Writes a large change in chunks, which are stored before the entry that names them. */
export async function writeChunks(change: Change, store: ChunkStore): Promise<Written> {
  const { key, length } = await store.write('change', toContent(change));
  return { text: key, key, length };
}

/** Returns the fields of an entry. The scripts rely on their order. */
export function toFields({ text, key }: Written, mock: string, id: string): string[] {
  const version = key === undefined ? WITH_CHANGE : WITH_KEY;
  return ['version', String(version), 'mock', mock, 'id', id, key === undefined ? 'change' : 'key', text];
}

/** Reads an entry of the stream. Rejects with `Gone` if its chunks no longer exist. */
export async function readEntry([id, fields]: StreamEntry, store: ChunkStore): Promise<Read> {
  const position = positionOf(id);
  const [, version, , mock = '', , own = '', , text = ''] = fields;
  const found = Number(version);
  if (found > WITH_KEY) return { fault: writtenByNewer(found, WITH_KEY) };
  const change = await inSlices(toChange(await readValue(found, text, store)));
  return change ? { position, change, mock, id: own } : { fault: `its entry ${position} holds no change` };
}

/** Explains that a version cannot be read. */
export function writtenByNewer(version: number, read: number): string {
  return `it was written by a newer version of openreplay-kit (version ${version}, this one reads ${read})`;
}

/** Returns the position encoded in the ID of an entry. */
export function positionOf(id: string): number {
  return Number(id.slice(0, id.indexOf('-')));
}

async function readValue(version: number, text: string, store: ChunkStore): Promise<unknown> {
  if (version === WITH_CHANGE) return inSlices(readText(text));
  const content = version === WITH_KEY ? await store.read(text) : undefined;
  return content && fromContent(content);
}

function* readText(text: string): Work<unknown> {
  try {
    return yield* readLines(text);
  } catch {
    return undefined;
  }
}

function* toChange(value: unknown): Work<Change | undefined> {
  // Cast: a mock checks events before it appends them
  return (yield* findHullIssues(value)).length === 0 ? (value as Change) : undefined;
}
