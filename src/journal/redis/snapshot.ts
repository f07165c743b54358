import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { WholeChange } from '../../kit/change.ts';
import { noteText } from '../../kit/event-text.ts';
import type { RecordedEvent, RecordedRow } from '../../kit/record.ts';
import type { Settings } from '../../kit/settings.ts';
import type { Capture } from '../journal.ts';

/** Approximate events per chunk: they are written and read in a few milliseconds, with yields between chunks. */
const CHUNK_EVENTS = 2_000;
/** Chunks decompressed ahead of the reader, on other threads. */
const AHEAD = 4;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A part of a snapshot, compressed. */
export interface Chunk {
  readonly bytes: Buffer;
  readonly events: number;
  /** Length of the text. */
  readonly length: number;
}

/** A row with the number of its events instead of the events, each of which is a line. */
type Head = Omit<RecordedRow, 'events'> & { readonly events: number };

/**
 * Writes a captured state as chunks. The first holds the settings. Each other one is a line with its rows without
 * events, followed by a line for each event.
 */
export async function* toChunks({ settings, rows }: Capture): AsyncGenerator<Chunk> {
  yield await toChunk(JSON.stringify(settings), 0);
  let collected: RecordedRow[] = [];
  let events = 0;
  const take = () => {
    const text = writeRows(collected);
    const chunk = toChunk(text, events);
    collected = [];
    events = 0;
    return chunk;
  };
  for (const row of rows) {
    collected.push(row);
    // a row without events takes room too
    events += row.events.length + 1;
    if (events >= CHUNK_EVENTS) yield await take();
  }
  if (collected.length > 0) yield await take();
}

/** Reads chunks into one change that restores the state. Throws if they hold anything else. */
export async function fromChunks(chunks: AsyncIterable<Buffer>): Promise<WholeChange> {
  let settings: Settings | undefined;
  const rows: RecordedRow[] = [];
  for await (const text of toTexts(chunks)) {
    // Cast: checksums ensure that the chunks are as written
    if (settings === undefined) settings = JSON.parse(text) as Settings;
    else readRows(text, rows);
  }
  if (settings === undefined) throw new Error('it has no snapshot where one should be');
  return { type: 'replace', rows, settings };
}

async function* toTexts(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const ahead: Promise<Buffer>[] = [];
  for await (const chunk of chunks) {
    const decompressing = decompress(chunk);
    // the reader gets the error when it reaches this chunk
    decompressing.catch(() => {});
    ahead.push(decompressing);
    if (ahead.length > AHEAD) yield String(await ahead.shift());
  }
  for (const decompressing of ahead) yield String(await decompressing);
}

function writeRows(rows: readonly RecordedRow[]): string {
  const heads = rows.map(({ events, ...head }): Head => ({ ...head, events: events.length }));
  const lines = rows.flatMap(({ events }) => events.map((event) => JSON.stringify(event)));
  return [JSON.stringify(heads), ...lines, ''].join('\n');
}

function readRows(text: string, rows: RecordedRow[]): void {
  let from = 0;
  const nextLine = () => {
    const to = text.indexOf('\n', from);
    const line = text.slice(from, to);
    from = to + 1;
    return line;
  };
  // Casts: they are as written
  for (const { events: count, ...head } of JSON.parse(nextLine()) as Head[]) {
    const events = Array.from({ length: count }, () => {
      const line = nextLine();
      const event = JSON.parse(line) as RecordedEvent;
      noteText(event, line);
      return event;
    });
    rows.push({ ...head, events });
  }
}

async function toChunk(text: string, events: number): Promise<Chunk> {
  return { bytes: await compress(text, { level: constants.Z_BEST_SPEED }), events, length: text.length };
}
