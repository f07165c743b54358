import { closeSync, constants, readFileSync, readSync } from 'node:fs';
import { decodeFile } from '../../shared/file-text.ts';
import { reasonOf } from '../../shared/system-error.ts';
import { findHeaderFault } from './entry.ts';
import { openRegular } from './open-regular.ts';
import { refuse } from './refusal.ts';
import { replaceFile } from './replace-file.ts';
import { writeAll } from './write-all.ts';

/** More than any version's first line takes, in UTF-16 too. */
const MAX_HEADER_BYTES = 2048;
const BRACE = 0x7b;

/**
 * Rewrites a state file that another program saved in its own way, such as PowerShell in UTF-16 or Git with CRLF: in
 * UTF-8, without a byte order mark, with plain newlines. Any other file stays as it is.
 *
 * @throws UnavailableError when that cannot be done; the file is then left as it is.
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
    throw refuse(path, `${why}. The file was left as it is. Save it as UTF-8 or name another file.`, error);
  }
}

/** Reads the first bytes of a file; none of one that is not there or cannot be read, which opening it tells. */
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
