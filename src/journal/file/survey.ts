import { closeSync, constants, fstatSync, ftruncateSync, readSync, writeSync } from 'node:fs';
import { reasonOf } from '../../shared/system-error.ts';
import { decodeEntry, findHeaderFault, HEADER } from './entry.ts';
import { openRegular } from './open-regular.ts';
import { readLines } from './read-lines.ts';
import { refuse } from './refusal.ts';
import { writeAll } from './write-all.ts';

/** What a state file holds, in bytes. */
export interface Survey {
  /** Length of the file. */
  readonly length: number;
  /** Where the effective entries start: at the last that replaces everything, or after the first line. */
  readonly from: number;
  /** How many entries are effective. */
  readonly entries: number;
  /** How much was cut off its end and set aside: an entry that was being written when its process was killed. */
  readonly cut: number;
}

/** More bytes than any version's first line takes. */
const MAX_HEADER_BYTES = 1024;

/** Where the cut-off end of a state file goes. */
export function asideOf(path: string): string {
  return `${path}.cut-off`;
}

/**
 * Reads a whole state file, checks each line, and cuts off an incomplete last one. That is set aside, in case something
 * else truncated the file. A missing or empty file becomes one without entries.
 *
 * @throws UnavailableError if the file cannot be opened, or anything else in it is broken; it is then left unchanged.
 */
export function surveyStateFile(path: string): Survey {
  const file = open(path);
  try {
    const size = fstatSync(file).size;
    return surveyStarted(path, file, size) ?? startNew(path, file);
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    return openRegular(path, constants.O_RDWR | constants.O_CREAT, 0o666);
  } catch (error) {
    throw refuse(path, `${reasonOf(error)}. Let this user read and write it, or name another file.`, error);
  }
}

/** Surveys an existing file; undefined if even its first line is incomplete. */
function surveyStarted(path: string, file: number, size: number): Survey | undefined {
  const broken = (line: number, fault: string) =>
    refuse(path, `line ${line} ${fault}. The file was left unchanged. Move it away or name another file.`);
  const [first] = readLines(file, { from: 0, to: size, maxLineBytes: MAX_HEADER_BYTES, chunkBytes: MAX_HEADER_BYTES });
  if (!first || (first.end === 'file' && HEADER.subarray(0, first.bytes.length).equals(first.bytes))) return undefined;
  const fault = findHeaderFault(first.bytes);
  if (fault) throw broken(1, fault);
  if (first.end !== 'newline') throw broken(1, 'is not the first line of a state file');

  const begin = first.bytes.length + 1;
  let from = begin;
  let length = begin;
  let entries = 0;
  let number = 1;
  for (const { bytes, start, end } of readLines(file, { from: begin, to: size })) {
    number++;
    if (end === 'limit') throw broken(number, 'is longer than any that is written');
    const entry = decodeEntry(bytes);
    if ('fault' in entry) {
      if (end === 'file') break;
      throw broken(number, entry.fault);
    }
    if (end === 'file') endLine(path, file, size);
    entries += 1;
    if (entry.value.type === 'replace') {
      from = start;
      entries = 1;
    }
    length = start + bytes.length + 1;
  }
  const cut = Math.max(0, size - length);
  if (cut > 0) cutOff(path, file, length, cut);
  return { length, from, entries, cut };
}

/** Completes a last line that only lacks its newline, as some editors leave it. */
function endLine(path: string, file: number, size: number): void {
  try {
    writeSync(file, '\n', size);
  } catch (error) {
    throw refuse(path, `${reasonOf(error)}. Free some space or name another file.`, error);
  }
}

/** Sets the end of a file aside, then cuts it off. */
function cutOff(path: string, file: number, from: number, length: number): void {
  try {
    const bytes = Buffer.alloc(length);
    const count = readSync(file, bytes, 0, length, from);
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;
    const aside = openRegular(asideOf(path), flags, fstatSync(file).mode & 0o777);
    try {
      writeAll(aside, bytes.subarray(0, count));
    } finally {
      closeSync(aside);
    }
    ftruncateSync(file, from);
  } catch (error) {
    const why = `its last ${length} bytes cannot be set aside in ${asideOf(path)}: ${reasonOf(error)}`;
    throw refuse(path, `${why}. The file was left unchanged. Free some space or name another file.`, error);
  }
}

function startNew(path: string, file: number): Survey {
  try {
    ftruncateSync(file, 0);
    writeAll(file, HEADER);
  } catch (error) {
    throw refuse(path, `${reasonOf(error)}. Free some space or name another file.`, error);
  }
  return { length: HEADER.length, from: HEADER.length, entries: 0, cut: 0 };
}
