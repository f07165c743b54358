import { closeSync, constants, readFileSync, readSync } from 'node:fs';
import { decodeFile } from '../../shared/file-text.ts';
import { reasonOf } from '../../shared/system-error.ts';
import { findHeaderFault } from './entry.ts';
import { openRegular } from './open-regular.ts';
import { refuse } from './refusal.ts';
import { replaceFile } from './replace-file.ts';
import { writeAll } from './write-all.ts';

/** More bytes than any version's first line takes, even in UTF-16. */
const MAX_HEADER_BYTES = 2048;
const BRACE = 0x7b;

/**
 * Rewrites a state file that another program re-encoded, such as PowerShell to UTF-16 or Git to CRLF: in UTF-8, without
 * a byte order mark, with plain newlines. Any other file is left unchanged.
 *
 * @throws UnavailableError if that fails; the file is then left unchanged.
 */
export function restoreEncoding(path: string): void {
  const start = readStart(path);
  const [line = '', ...rest] = decodeFile(start).split('\n');
  const header = line.replace(/\r$/, '');
  const isAsWritten = start[0] === BRACE && header === line;
  if (isAsWritten || rest.length === 0 || findHeaderFault(Buffer.from(header))) return;
  try {
    const text = decodeFile(readFileSync(path), { isStrict: true }).replaceAll('\r\n', '\n');
    replaceFile(path, (_, target) => writeAll(target, Buffer.from(text)));
  } catch (error) {
    const why = `it was saved in another encoding and cannot be rewritten in UTF-8: ${reasonOf(error)}`;
    throw refuse(path, `${why}. The file was left unchanged. Save it as UTF-8 or name another file.`, error);
  }
}

/** Reads the first bytes of a file; none if it is missing or unreadable, which opening it will report. */
function readStart(path: string): Buffer {
  let file: number | undefined;
  try {
    file = openRegular(path, constants.O_RDONLY);
    const bytes = Buffer.alloc(MAX_HEADER_BYTES);
    return bytes.subarray(0, readSync(file, bytes));
  } catch {
    return Buffer.of();
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
