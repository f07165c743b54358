import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { knownText, noteText } from '../../kit/event-text.ts';
import type { RecordedEvent, RecordedRow } from '../../kit/record.ts';
import { codeOf } from '../../shared/system-error.ts';

/** Events of a chunk: so many are written and read in a few milliseconds, and others have their turn between. */
const CHUNK_EVENTS = 2_000;
/** Length of its text, where events are long; a single one may be longer. */
const CHUNK_CHARACTERS = 2_000_000;
/** Chunks that are decompressed while another is read: that takes place beside the thread that reads. */
const AHEAD = 4;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Rows, of which there may be very many, and what there is besides them, as JSON data. */
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

/** A row, without its events: how many lines of the text they take. */
type Head = Omit<RecordedRow, 'events'> & { readonly events: number };

/**
 * Writes a content as chunks. The first holds what there is besides rows. Each other one is a line with what its rows have
 * besides events, and then a line for each event. A row that is too long for a chunk goes on as one more row.
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

/** Reads chunks as they were written; undefined where they are anything else. It rejects where they cannot be got. */
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

/** The text of a chunk as it grows. */
class Page {
  readonly #heads: (Omit<Head, 'events'> & { events: number })[] = [];
  readonly #lines: string[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#heads.length === 0;
  }

  get isFull(): boolean {
    // a row without events takes room, too
    return this.#lines.length + this.#heads.length >= CHUNK_EVENTS || this.#length >= CHUNK_CHARACTERS;
  }

  begin(row: Omit<RecordedRow, 'events'>): void {
    this.#heads.push({ ...row, events: 0 });
  }

  /** Adds an event of the row that was begun last. */
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
    // who reads hears of it when it has its turn
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
  // Casts: they are as they were written, which their checksums ensure
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
