import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { WholeChange } from '../../kit/change.ts';
import type { RecordedRow } from '../../kit/record.ts';
import type { Settings } from '../../kit/settings.ts';
import type { Capture } from '../journal.ts';

/** Events of a chunk, about: so many are written and read in a few milliseconds, and others have their turn between. */
const CHUNK_EVENTS = 2_000;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A part of a snapshot: compressed JSON text. */
export interface Chunk {
  readonly bytes: Buffer;
  readonly events: number;
  /** Length of the text. */
  readonly length: number;
}

/** Writes a captured state as chunks: the settings first, then the rows. */
export async function* toChunks({ settings, rows }: Capture): AsyncGenerator<Chunk> {
  yield await toChunk(settings, 0);
  let collected: RecordedRow[] = [];
  let events = 0;
  for (const row of rows) {
    collected.push(row);
    // a row without events takes room, too
    events += row.events.length + 1;
    if (events < CHUNK_EVENTS) continue;
    yield await toChunk(collected, events);
    collected = [];
    events = 0;
  }
  if (collected.length > 0) yield await toChunk(collected, events);
}

/** Reads chunks as the one change that brings the state about. It throws when something else has their place. */
export async function fromChunks(chunks: AsyncIterable<Buffer>): Promise<WholeChange> {
  let settings: Settings | undefined;
  const rows: RecordedRow[] = [];
  for await (const chunk of chunks) {
    const value: unknown = JSON.parse((await decompress(chunk)).toString());
    // Casts: the chunks are as they were written, which their checksums ensure
    if (settings === undefined) settings = value as Settings;
    else for (const row of value as RecordedRow[]) rows.push(row);
  }
  if (settings === undefined) throw new Error('it has no snapshot where one should be');
  return { type: 'replace', rows, settings };
}

async function toChunk(value: unknown, events: number): Promise<Chunk> {
  const text = JSON.stringify(value);
  return { bytes: await compress(text, { level: constants.Z_BEST_SPEED }), events, length: text.length };
}
