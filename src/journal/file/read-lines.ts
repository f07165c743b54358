import { constants } from 'node:buffer';
import { readSync } from 'node:fs';

/** A line of a file, without its newline. */
interface Line {
  /** Its bytes; valid only until the next line is requested. */
  readonly bytes: Buffer;
  /** Where it starts in the file, in bytes. */
  readonly start: number;
  /** What ended it: a newline, the end of the file, or the limit of its length (nothing is read after that). */
  readonly end: 'newline' | 'file' | 'limit';
}

/** Where to read, in bytes; `to` is excluded. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
  /** @defaultValue the longest text that JavaScript can hold, some 512 MiB */
  readonly maxLineBytes?: number;
  /** Bytes per read. @defaultValue 1 MiB */
  readonly chunkBytes?: number;
}

const NEWLINE = 0x0a;

/** Reads a file of any size line by line. What follows the last newline is a line too, unless it is empty. */
export function* readLines(file: number, range: LineRange): Generator<Line> {
  const { from, to, maxLineBytes = constants.MAX_STRING_LENGTH, chunkBytes = 1 << 20 } = range;
  const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(chunkBytes, to - from)));
  let carried: Buffer[] = [];
  let start = from;
  let position = from;
  while (position < to) {
    const size = readSync(file, chunk, 0, Math.min(chunk.length, to - position), position);
    if (size === 0) break;
    let done = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0 && at < size; at = chunk.indexOf(NEWLINE, done)) {
      const part = chunk.subarray(done, at);
      yield { bytes: carried.length > 0 ? Buffer.concat([...carried, part]) : part, start, end: 'newline' };
      carried = [];
      done = at + 1;
      start = position + done;
    }
    position += size;
    if (done < size) carried.push(Buffer.from(chunk.subarray(done, size)));
    if (position - start > maxLineBytes) {
      yield { bytes: Buffer.concat(carried), start, end: 'limit' };
      return;
    }
  }
  if (carried.length > 0) yield { bytes: Buffer.concat(carried), start, end: 'file' };
}
