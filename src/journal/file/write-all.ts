import { writeSync } from 'node:fs';

/**
 * Writes all bytes after the file's last write, in as many steps as the system needs.
 *
 * @throws the system error; some of the bytes may then be written.
 */
export function writeAll(file: number, bytes: Buffer, write: typeof writeSync = writeSync): void {
  for (let done = 0; done < bytes.length; ) {
    const count = write(file, bytes, done, bytes.length - done, null);
    if (count === 0) throw new Error('the system wrote nothing');
    done += count;
  }
}
