import { constants } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { type RecordedChange, recordedChangeSchema } from '../../kit/change-schema.ts';
import { writeChange } from '../../kit/change-text.ts';
import { UnavailableError } from '../../shared/errors.ts';
import { expectationOf } from '../../shared/expectation.ts';
import type { Work } from '../../shared/slices.ts';
import * as z from '../../shared/zod.ts';
import { checkChange, placeInChange } from './check-change.ts';

const FORMAT = 'openreplay-kit state';
const VERSION = 1;

/** The first line of a state file. Each further line is an entry: a checksum, a space, and a change as JSON text. */
export const HEADER = Buffer.from(`${JSON.stringify({ format: FORMAT, version: VERSION })}\n`);

const NEWLINE = Buffer.from('\n');
const TOO_LONG =
  'Failed to keep a change: its JSON text would be longer than 512 MiB. The change did not take place. Make it in parts.';

const headerSchema = z.strictObject({ format: z.literal(FORMAT), version: z.int().min(1) });
const newerSchema = z.object({ format: z.literal(FORMAT), version: z.int().min(VERSION + 1) });

/** A parsed line: its content, or why it cannot be used. */
type Read<Value> = { readonly value: Value } | { readonly fault: string };

/** Explains why this version cannot read a first line; undefined if it can. */
export function findHeaderFault(line: Buffer): string | undefined {
  const header = parseJson(line.toString());
  const newer = newerSchema.safeParse(header);
  if (newer.success) {
    return `was written by a newer version of openreplay-kit (version ${newer.data.version}, this one reads ${VERSION})`;
  }
  return headerSchema.safeParse(header).success ? undefined : 'is not the first line of a state file';
}

/**
 * Encodes a change as one line, with its newline, in slices; returns consecutive pieces.
 *
 * @throws RecordError if the change could not be read back.
 * @throws UnavailableError if it is too large to be kept.
 */
export function* encodeEntry(change: RecordedChange): Work<Buffer[]> {
  yield* checkChange(change);
  const texts = yield* writeChange(change);
  if (texts.reduce((sum, { length }) => sum + length, 0) > constants.MAX_STRING_LENGTH)
    throw new UnavailableError(TOO_LONG);
  const pieces: Buffer[] = [];
  let sum = 0;
  for (const text of texts) {
    const piece = Buffer.from(text);
    sum = crc32(piece, sum);
    pieces.push(piece);
    yield;
  }
  return [Buffer.from(`${toChecksum(sum)} `), ...pieces, NEWLINE];
}

/** Parses a line, given without its newline, as a change. */
export function decodeEntry(line: Buffer): Read<RecordedChange> {
  const json = readEntry(line);
  if ('fault' in json) return json;
  const change = recordedChangeSchema.safeParse(json.value);
  if (change.success) return { value: change.data };
  const issue = change.error.issues[0];
  return { fault: `does not hold a change (${placeInChange(issue?.path ?? [])}: ${issue && expectationOf(issue)})` };
}

/** Parses a line that is known to hold a change, such as one that was decoded before, in half the time. */
export function decodeKnownEntry(line: Buffer): Read<RecordedChange> {
  // known to hold a change
  return readEntry(line) as Read<RecordedChange>;
}

function readEntry(line: Buffer): Read<unknown> {
  const text = line.subarray(CHECKSUM_LENGTH + 1);
  const found = line.subarray(0, CHECKSUM_LENGTH + 1).toString('latin1');
  if (found !== `${toChecksum(crc32(text))} `) return { fault: 'is broken (its checksum does not match)' };
  return { value: parseJson(text.toString()) };
}

const CHECKSUM_LENGTH = 8;

function toChecksum(sum: number): string {
  return sum.toString(16).padStart(CHECKSUM_LENGTH, '0');
}

/** Parses JSON; undefined, which no JSON text stands for, if it is invalid. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
