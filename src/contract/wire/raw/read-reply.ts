import { joinChunks } from '../join-chunks.ts';
import { type ByteReader, Unreadable } from './byte-reader.ts';
import { fromLatin1 } from './latin1.ts';

/** A raw reply. */
export interface RawReply {
  readonly version: '1.0' | '1.1';
  readonly status: number;
  /** All header fields in order, with the original spelling of their names. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The content without its framing, but still with its coding. */
  readonly body: Uint8Array;
  /** What determines the end of the content. */
  readonly framing: 'none' | 'length' | 'chunked' | 'close';
  /** Statuses of preceding interim replies (1xx). */
  readonly interim: readonly number[];
  /** Whether the server keeps the connection open for the next request. */
  readonly isKept: boolean;
}

/** What is needed to read a reply. */
interface ReadOptions {
  /** Method of the request: a reply to HEAD has no content, whatever its header says. */
  readonly method: string;
  /** The maximum size of the content. */
  readonly maxBytes: number;
}

const LONGEST_LINE = 65_536;
const MOST_FIELDS = 500;
const MOST_INTERIM = 16;
const STATUS_LINE = /^HTTP\/(1\.[01]) ([1-5]\d\d)(?: .*)?$/;
const FIELD_LINE = /^([!#$%&'*+.^_`|~\w-]+):(.*)$/;

/**
 * Reads one reply, strictly (RFC 9112). Throws {@link Unreadable} for anything else, as a proxy or a client might read
 * it differently, or hang.
 */
export async function readReply(reader: ByteReader, { method, maxBytes }: ReadOptions): Promise<RawReply> {
  const interim: number[] = [];
  for (;;) {
    if (!(await reader.hasMore())) throw new Unreadable('closed', 'the server closed without a reply');
    const head = await readHead(reader);
    const isInterim = head.status < 200 && head.status !== 101;
    if (!isInterim) return { ...head, ...(await readContent(reader, head, { method, maxBytes })), interim };
    interim.push(head.status);
    if (interim.length > MOST_INTERIM) throw new Unreadable('malformed', 'interim replies (1xx) without end');
  }
}

type Head = Pick<RawReply, 'version' | 'status' | 'fields'>;

async function readHead(reader: ByteReader): Promise<Head> {
  const first = await readLine(reader);
  const [, version, status] = STATUS_LINE.exec(first) ?? [];
  if (version === undefined)
    throw new Unreadable('malformed', `${JSON.stringify(first.slice(0, 80))} for a status line`);
  const fields: [string, string][] = [];
  for (;;) {
    const line = await readLine(reader);
    if (line === '') return { version: version as Head['version'], status: Number(status), fields };
    const [, name, value = ''] = FIELD_LINE.exec(line) ?? [];
    if (name === undefined || value.includes('\0'))
      throw new Unreadable('malformed', `${JSON.stringify(line.slice(0, 80))} among the header fields`);
    fields.push([name, value.trim()]);
    if (fields.length > MOST_FIELDS) throw new Unreadable('too-large', `more than ${MOST_FIELDS} header fields`);
  }
}

/** Reads a line of the header, which may end without a carriage return (RFC 9112, 2.2). */
async function readLine(reader: ByteReader): Promise<string> {
  return fromLatin1(await reader.line(LONGEST_LINE)).replace(/\r?\n$/, '');
}

async function readContent(
  reader: ByteReader,
  head: Head,
  { method, maxBytes }: ReadOptions,
): Promise<Pick<RawReply, 'body' | 'framing' | 'isKept'>> {
  const isKept = keepsOpen(head);
  if (method === 'HEAD' || head.status === 204 || head.status === 304 || head.status === 101)
    return { body: new Uint8Array(), framing: 'none', isKept };
  const codings = valuesOf(head, 'transfer-encoding');
  const length = lengthOf(head);
  if (codings.length > 0) {
    if (length !== undefined) throw new Unreadable('malformed', 'both a content-length and a transfer-encoding');
    if (codings.join() !== 'chunked') throw new Unreadable('malformed', `the transfer-encoding "${codings.join()}"`);
    return { body: await readChunks(reader, maxBytes), framing: 'chunked', isKept };
  }
  if (length === undefined) return { body: await reader.rest(maxBytes), framing: 'close', isKept: false };
  if (length > maxBytes) throw new Unreadable('too-large', `more than ${maxBytes} bytes in one reply`);
  return { body: await reader.take(length), framing: 'length', isKept };
}

function lengthOf(head: Head): number | undefined {
  const lengths = [...new Set(valuesOf(head, 'content-length'))];
  const [length] = lengths;
  if (length === undefined) return undefined;
  if (lengths.length > 1 || !/^\d{1,15}$/.test(length))
    throw new Unreadable('malformed', `the content-length "${lengths.join(', ')}"`);
  return Number(length);
}

async function readChunks(reader: ByteReader, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const line = await readLine(reader);
    const [, digits] = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
    if (digits === undefined)
      throw new Unreadable('malformed', `${JSON.stringify(line.slice(0, 80))} for the size of a chunk`);
    const length = Number.parseInt(digits, 16);
    if (length === 0) break;
    size += length;
    if (size > maxBytes) throw new Unreadable('too-large', `more than ${maxBytes} bytes in one reply`);
    chunks.push(await reader.take(length));
    if ((await readLine(reader)) !== '') throw new Unreadable('malformed', 'a chunk that is longer than it says');
  }
  // trailer fields are ignored
  for (let count = 0; (await readLine(reader)) !== ''; count += 1) {
    if (count > MOST_FIELDS) throw new Unreadable('too-large', `more than ${MOST_FIELDS} trailer fields`);
  }
  return joinChunks(chunks, size);
}

/** Whether the connection may be reused for the next request (RFC 9112, 9.3). */
function keepsOpen(head: Head): boolean {
  const options = valuesOf(head, 'connection');
  if (options.includes('close') || head.status === 101) return false;
  return head.version === '1.1' || options.includes('keep-alive');
}

/** The members of a list field, in lower case. */
function valuesOf({ fields }: Head, wanted: string): string[] {
  return fields
    .filter(([name]) => name.toLowerCase() === wanted)
    .flatMap(([, value]) => value.split(','))
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
}
