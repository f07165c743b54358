import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { knownText, noteText } from '../../kit/event-text.ts';
import type { RecordedEvent, RecordedRow } from '../../kit/record.ts';
import { codeOf } from '../../shared/system-error.ts';

/** Events per chunk: they are written and read in a few milliseconds, with yields between chunks. */
const CHUNK_EVENTS = 2_000;
/** Maximum length of its text, if events are long; a single one may be longer. */
const CHUNK_CHARACTERS = 2_000_000;
/** Chunks decompressed ahead of the reader, on other threads. */
const AHEAD = 4;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Rows, possibly very many, and other JSON data. */
export interface Content<Rows extends Iterable<RecordedRow> = Iterable<RecordedRow>> {
  readonly rest: unknown;
  readonly rows: Rows;
}

/** A part of a content, compressed. */
export interface Chunk {
  readonly bytes: Buffer;
  readonly events: number;
  /** Length of the text. */
  readonly length: number;
}

/** A row with the number of its events instead of the events, each of which is a line. */
type Head = Omit<RecordedRow, 'events'> & { readonly events: number };

/**
 * Writes a content as chunks. The first holds everything but the rows. Each other one is a line with its rows without
 * events, followed by a line for each event. A row that is too long for a chunk continues as a further row.
 */
export async function* toChunks({ rest, rows }: Content): AsyncGenerator<Chunk> {
  yield await compressed(JSON.stringify(rest), 0);
  let page = new Page();
  for (const { events, ...row } of rows) {
    page.begin(row);
    for (const event of events) {
      if (page.isFull) {
        yield await page.toChunk();
        page = new Page();
        page.begin({ projectKey: row.projectKey, userId: row.userId });
      }
      page.add(event);
    }
    if (!page.isFull) continue;
    yield await page.toChunk();
    page = new Page();
  }
  if (!page.isEmpty) yield await page.toChunk();
}

/** Reads chunks; undefined if they are anything else. Rejects if they cannot be fetched. */
export async function fromChunks(chunks: AsyncIterable<Buffer>): Promise<Content<RecordedRow[]> | undefined> {
  let rest: unknown;
  const rows: RecordedRow[] = [];
  try {
    for await (const text of toTexts(chunks)) {
      if (rest === undefined) rest = JSON.parse(text);
      else readRows(text, rows);
    }
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error)?.startsWith('Z_')) return undefined;
    throw error;
  }
  return { rest, rows };
}

/** The growing text of a chunk. */
class Page {
  readonly #heads: (Omit<Head, 'events'> & { events: number })[] = [];
  readonly #lines: string[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#heads.length === 0;
  }

  get isFull(): boolean {
    // a row without events takes room too
    return this.#lines.length + this.#heads.length >= CHUNK_EVENTS || this.#length >= CHUNK_CHARACTERS;
  }

  begin(row: Omit<RecordedRow, 'events'>): void {
    this.#heads.push({ ...row, events: 0 });
  }

  /** Adds an event of the last row. */
  add(event: RecordedEvent): void {
    const line = knownText(event) ?? JSON.stringify(event);
    this.#lines.push(line);
    this.#length += line.length;
    const head = this.#heads.at(-1);
    if (head) head.events += 1;
  }

  toChunk(): Promise<Chunk> {
    return compressed([JSON.stringify(this.#heads), ...this.#lines, ''].join('\n'), this.#lines.length);
  }
}

async function compressed(text: string, events: number): Promise<Chunk> {
  return { bytes: await compress(text, { level: constants.Z_BEST_SPEED }), events, length: text.length };
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

function readRows(text: string, rows: RecordedRow[]): void {
  let from = 0;
  const nextLine = () => {
    const to = text.indexOf('\n', from);
    const line = text.slice(from, to);
    from = to + 1;
    return line;
  };
  // Casts: their checksums ensure that they are as written
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
